#!/usr/bin/env bash
# fonts.sh [DIR] — fetches the default font set of Zhumo, without root and without installing anything.
#
# DIR is ${XDG_DATA_HOME:-~/.local/share}/zhumo/fonts unless given. It becomes a flat folder of font files, with the
# licence of each font below DIR/licences. A second run finds everything there and ends at once.
#
# The fonts come out of Debian (or Ubuntu) packages, which apt checks against the archive's signature. They are neither
# in this repository nor in the program: their licences allow use in documents, but not all allow shipping in a program.
#
# Exit 0: every file is there. Exit 2: the set could not be had; the message says what to do instead.
set -euo pipefail
export LC_ALL=C

# One line a source: package (alternatives with commas, first one that holds the files wins) | files wanted from it.
# fonts-liberation2 is called fonts-liberation in newer releases, where the old name may be an empty stand-in package:
# hence "holds the files", not "exists".
SOURCES='texlive-lang-chinese|FandolFang-Regular.otf FandolHei-Regular.otf FandolHei-Bold.otf FandolKai-Regular.otf FandolSong-Regular.otf FandolSong-Bold.otf
fonts-noto-cjk|NotoSerifCJK-Regular.ttc NotoSerifCJK-Bold.ttc NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc
fonts-cwtex-fs|cwfs.ttf
fonts-arphic-ukai|ukai.ttc
fonts-liberation2,fonts-liberation|LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf LiberationSerif-Italic.ttf LiberationSerif-BoldItalic.ttf
fonts-dejavu-core|DejaVuSans.ttf
fonts-symbola|Symbola_hint.ttf'

case ${1-} in
  -h | --help)
    # The comment above is the help: one text cannot disagree with itself.
    sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
  -*)
    echo "fonts: unknown option $1 (usage: fonts.sh [DIR])" >&2
    exit 2
    ;;
esac
dir=${1:-${XDG_DATA_HOME:-${HOME:?fonts: neither a folder nor HOME is given}/.local/share}/zhumo/fonts}

# A real font: a plain file of more than 100 kB. TeX's packages hold dangling symlinks with font names, which look
# like fonts to `test -e` in a listing and are 61 bytes long.
is_font() {
  [ -f "$1" ] && [ ! -L "$1" ] && [ "$(wc -c <"$1")" -gt 100000 ]
}

# missing FOLDER FILES... prints those of FILES that FOLDER does not hold.
missing() {
  local folder=$1 file
  shift
  for file in "$@"; do
    is_font "$folder/$file" || printf '%s\n' "$file"
  done
}

all=()
while IFS='|' read -r _ files; do
  # shellcheck disable=SC2206 # the names hold no blanks: splitting them is the point
  all+=($files)
done <<<"$SOURCES"

if [ -z "$(missing "$dir" "${all[@]}")" ]; then
  echo "fonts: all ${#all[@]} files are in $dir"
  exit 0
fi

for program in apt-get apt-cache dpkg-deb tar; do
  command -v "$program" >/dev/null && continue
  cat >&2 <<END
fonts: this machine has no $program, so the default fonts cannot be fetched from Debian packages here.

Put these files into
  $dir
or install fonts the usual way; Zhumo also uses fonts that are installed on the system.
  Wanted: ${all[*]}

  Fedora:  sudo dnf install texlive-fandol google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts liberation-serif-fonts \\
           dejavu-sans-fonts gdouros-symbola-fonts
  Arch:    sudo pacman -S texlive-langchinese noto-fonts-cjk ttf-arphic-ukai ttf-liberation ttf-dejavu
  macOS:   the system's own STFangsong, STKaiti, Songti SC and Heiti SC serve as they are; Fandol (the CTAN package
           "fandol") or Noto CJK fill in for them
  Any:     run this script on a Debian or Ubuntu machine or container, and copy the folder over
END
  exit 2
done

mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
# Leftovers of a run that was killed: worth 120 MB. A running one is never an hour old.
find "$dir" -maxdepth 1 -name '.fetch.*' -mmin +60 -exec rm -rf {} +
# Inside the target, because a rename is atomic only within one file system: a font file is there whole or not at all.
work=$(mktemp -d "$dir/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir -p "$work/deb" "$work/raw" "$work/fonts" "$work/licences"
log=$work/log

# As root, apt would drop to its own user, which cannot write below a home folder, and warn about it.
apt=(-q -o APT::Sandbox::User="$(id -un)")

# Brings the package lists up to date: the system's when we may, else a private copy of them, thrown away at the end.
refreshed=no
refresh() {
  [ "$refreshed" = no ] || return 1
  refreshed=yes
  echo "fonts: refreshing the package lists"
  if [ "$(id -u)" -ne 0 ]; then
    mkdir -p "$work/apt/state/lists/partial" "$work/apt/cache/archives/partial"
    # The status file stays the system's: without one, apt refuses to start.
    apt+=(-o Dir::State="$work/apt/state" -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$work/apt/cache")
  fi
  # A source that fails (somebody's private archive, say) matters only if our packages are not found afterwards.
  apt-get "${apt[@]}" -o Acquire::Languages=none update >>"$log" 2>&1 || true
}

# take PACKAGE FILES... downloads one package and unpacks the files and the licence. False if any of it is not to be had.
take() {
  local package=$1 record file patterns=() deb
  shift
  # A purely virtual name answers without an error, but has no file. (Not through a pipe into `grep -q`: that one stops
  # reading at the first match, apt-cache then dies of it now and then, and pipefail would make it "no such package".)
  record=$(apt-cache "${apt[@]}" show --no-all-versions "$package" 2>>"$log") || return 1
  case $record in *Filename:*) ;; *) return 1 ;; esac
  echo "fonts: downloading $package"
  (cd "$work/deb" && apt-get "${apt[@]}" download "$package" >>"$log" 2>&1) || return 1
  for deb in "$work/deb/${package}"_*.deb; do :; done

  # One pass over the archive, because decompressing it is what takes the time. tar complains about patterns that match
  # nothing (each package keeps its licence elsewhere): the check below is the one that counts.
  for file in "$@"; do patterns+=("*/$file"); done
  patterns+=("./usr/share/doc/$package/*" './usr/share/doc/texlive-doc/fonts/fandol/*')
  rm -rf "$work/raw" && mkdir "$work/raw"
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/raw" --wildcards "${patterns[@]}" >>"$log" 2>&1 || true
  rm -f "$deb"

  for file in "$@"; do
    find "$work/raw" -type f -name "$file" -size +100k -exec mv {} "$work/fonts/" \;
  done
  [ -z "$(missing "$work/fonts" "$@")" ] || return 1

  mkdir -p "$work/licences/$package"
  # The English text of a licence before its translations of the same name: the first one stays.
  find "$work/raw/usr/share/doc" -type f \
    \( -iname 'copyright*' -o -iname 'copying*' -o -iname 'licen[cs]e*' -o -iname 'README*' -o -name 'ARPHICPL*' \) |
    sort | while IFS= read -r file; do
    [ -e "$work/licences/$package/${file##*/}" ] || mv "$file" "$work/licences/$package/"
  done
}

# take_any PACKAGES FILES... tries the alternatives in turn.
take_any() {
  local packages=$1 package
  shift
  for package in ${packages//,/ }; do
    take "$package" "$@" && return 0
  done
  return 1
}

# shellcheck disable=SC2086 # $files and $wanted are lists of names without blanks
while IFS='|' read -r packages files; do
  # Only what is missing: after a release changed one package, the other 100 MB need not come again.
  wanted=$(missing "$dir" $files)
  [ -n "$wanted" ] || continue
  # The lists may be absent (a fresh container) or so old that the archive no longer has what they name: then refresh.
  take_any "$packages" $wanted </dev/null || { refresh && take_any "$packages" $wanted </dev/null; } || {
    cat "$log" >&2
    cat >&2 <<END

fonts: could not get ${wanted//$'\n'/ }
       from the package ${packages//,/ or }. Look at apt's own words above: is there a network, and are the
       components that hold it enabled in apt's sources ("main" on Debian, "universe" on Ubuntu)?
       Nothing was changed in $dir; run this script again when it is fixed.
END
    exit 2
  }
done <<<"$SOURCES"

mkdir -p "$dir/licences"
# Licences first: a font never lies there without its own.
for folder in "$work/licences"/*; do
  rm -rf "$dir/licences/${folder##*/}"
  mv "$folder" "$dir/licences/"
done
# mktemp makes private folders, and packages readable files: others may use a shared folder of fonts.
chmod -R u+rwX,go+rX "$dir/licences"
for font in "$work/fonts"/*; do
  chmod 644 "$font"
  mv -f "$font" "$dir/"
done

left=$(missing "$dir" "${all[@]}")
if [ -n "$left" ]; then
  echo "fonts: still missing in $dir: ${left//$'\n'/ }" >&2
  exit 2
fi
echo "fonts: ${#all[@]} files, $(du -ch "${all[@]/#/$dir/}" | tail -n 1 | cut -f 1), in $dir"
