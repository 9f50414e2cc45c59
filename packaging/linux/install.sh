#!/bin/sh
# Install MNIST Desk for the person who runs this, without root: ./install.sh
# Where: ~/.local/lib/mnist-desk, commands in ~/.local/bin, menu entry in ~/.local/share.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
target=$HOME/.local/lib/mnist-desk
bin=$HOME/.local/bin

needed=$(du -sk "$here/mnist-desk" | cut -f1)
mkdir -p "$target" "$bin" "$share"
free=$(df -Pk "$target" | awk 'NR == 2 { print $4 }')
if [ "$free" -lt "$needed" ]; then
    echo "install.sh: there are $((free / 1024)) MB free in $target and $((needed / 1024)) MB are needed; make room first." >&2
    exit 1
fi

# The old program goes when the new one is complete.
rm -rf "$target.new"
cp -a "$here/mnist-desk" "$target.new"
cp "$here/uninstall.sh" "$target.new/"
# What a person reads in uninstall.sh: which of these files are ours.
(cd "$here/share" && find . ! -type d) > "$target.new/shared-files"
rm -rf "$target"
mv "$target.new" "$target"

ln -sf "$target/mnist-desk" "$target/mnist-desk-window" "$bin/"
cp -a "$here/share/." "$share/"
# The menu may not look in ~/.local/bin, so it gets the whole path, quoted as .desktop files want.
quoted=$(printf '%s' "$target/mnist-desk-window" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g; s/[&|\\]/\\&/g')
sed "s|^Exec=.*|Exec=\"$quoted\" open %f|" "$here/share/applications/mnist-desk.desktop" \
    > "$share/applications/mnist-desk.desktop"

refresh() { if command -v "$1" > /dev/null; then "$@" > /dev/null 2>&1 || true; fi; }
refresh update-desktop-database "$share/applications"
refresh update-mime-database "$share/mime"
refresh gtk-update-icon-cache -f -t "$share/icons/hicolor"

echo "MNIST Desk is installed. Start it from the menu, or with $bin/mnist-desk"
echo "To remove it: $target/uninstall.sh"
