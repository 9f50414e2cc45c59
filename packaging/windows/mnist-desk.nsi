; Installer for Windows: for one person, without administrator rights.
;   makensis /DVERSION=0.1.0 /DPROGRAM=dist\mnist-desk /DOUTPUT=dist\setup.exe mnist-desk.nsi
; packaging/windows/make_installer.py calls it so.

Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "MNIST Desk"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\MNIST Desk"
!define TYPE "MnistDesk.Model"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 32
ManifestDPIAware true

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installer of ${NAME}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\mnist-desk-window.exe"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section "Install"
  SetOutPath "$INSTDIR"
  ; A newer version must not find modules of an older one.
  RMDir /r "$INSTDIR\_internal"
  File /r "${PROGRAM}/*"
  File "/oname=mnist-desk.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\mnist-desk-window.exe"

  WriteRegStr HKCU "Software\${NAME}" "Folder" "$INSTDIR"
  ; Among the programs offered for .safetensors; a choice made before stays the person's.
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "${NAME} model"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\mnist-desk.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" \
    '"$INSTDIR\mnist-desk-window.exe" open "%1"'
  WriteRegStr HKCU "Software\Classes\.safetensors\OpenWithProgids" "${TYPE}" ""
  ReadRegStr $0 HKCU "Software\Classes\.safetensors" ""
  StrCmp $0 "" 0 +2
  WriteRegStr HKCU "Software\Classes\.safetensors" "" "${TYPE}"

  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\mnist-desk.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
SectionEnd

; What the person made is in %LOCALAPPDATA%\mnist-desk and stays.
Section "Uninstall"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$INSTDIR\mnist-desk.exe"
  Delete "$INSTDIR\mnist-desk-window.exe"
  Delete "$INSTDIR\mnist-desk.ico"
  Delete "$INSTDIR\LICENSE"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 HKCU "Software\Classes\.safetensors" ""
  StrCmp $0 "${TYPE}" 0 +2
  DeleteRegValue HKCU "Software\Classes\.safetensors" ""
  DeleteRegValue HKCU "Software\Classes\.safetensors\OpenWithProgids" "${TYPE}"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "Software\${NAME}"
  DeleteRegKey HKCU "${KEY}"
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
SectionEnd
