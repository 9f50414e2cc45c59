#!/bin/sh
# Remove MNIST Desk from the home of the person who runs this. Models and settings stay.
set -eu
share=${XDG_DATA_HOME:-$HOME/.local/share}
target=$HOME/.local/lib/mnist-desk
bin=$HOME/.local/bin

if [ ! -f "$target/shared-files" ]; then
    echo "uninstall.sh: MNIST Desk is not installed in $target." >&2
    exit 1
fi
while IFS= read -r file; do
    rm -f "$share/$file"
done < "$target/shared-files"
rm -f "$bin/mnist-desk" "$bin/mnist-desk-window"
rm -rf "$target"

refresh() { if command -v "$1" > /dev/null; then "$@" > /dev/null 2>&1 || true; fi; }
refresh update-desktop-database "$share/applications"
refresh update-mime-database "$share/mime"

echo "MNIST Desk is removed. What you made is still in $share/mnist-desk"
