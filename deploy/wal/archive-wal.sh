#!/bin/sh
# archive_command: keeps a finished segment of the log. sh archive-wal.sh PATH NAME FOLDER
# Without the folder there is no backup the log could go on from, and nothing is kept. A segment that is there already is the same one or an error; one that is there is whole and on the disk.
set -eu
[ -d "$3" ] || exit 0
if [ -e "$3/$2" ]; then exec cmp -s "$1" "$3/$2"; fi
cp "$1" "$3/.$2.half"
sync "$3/.$2.half"
mv "$3/.$2.half" "$3/$2"
sync "$3"
