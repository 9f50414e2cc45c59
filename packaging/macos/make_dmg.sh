#!/bin/sh
# Make dist/mnist-desk-VERSION-macos-ARCH.dmg of "dist/MNIST Desk.app". Runs on a Mac.
# With a Developer ID in CODESIGN_IDENTITY it is signed, else only ad hoc: then the first start
# wants a right click and Open.
set -eu
cd "$(dirname "$0")/../.."
version=$(python3 -c "import sys; sys.path.insert(0, 'packaging'); import release; print(release.version())")
app="dist/MNIST Desk.app"
dmg="dist/mnist-desk-$version-macos-$(uname -m).dmg"

if [ ! -d "$app" ]; then
    echo "make_dmg.sh: $app is not there; run python3 packaging/dev.py build first." >&2
    exit 2
fi
codesign --force --deep --options runtime \
    --entitlements packaging/macos/entitlements.plist \
    --sign "${CODESIGN_IDENTITY:--}" "$app"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "MNIST Desk" -srcfolder "$folder" -ov -format ULMO "$dmg"
echo "$dmg: $(du -m "$dmg" | cut -f1) MB"
