#!/usr/bin/env bash
# install.sh — brings what the tests need: programs from the system's packages, Python and Node tools, veraPDF, readers of OFD, nextest.
#
# System packages go where they belong (as root, or through sudo); everything else stays in the checkout: .tools and
# tests/tools/node_modules, both ignored by git. A second run finds all of it there and takes a second.
# Exit 0: all is there. Exit 2: something is not to be had; the message says what to do.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
tools=$root/.tools
mkdir -p "$tools"
log=$tools/install.log
: >"$log"

say() { echo "tools: $*"; }

fail() {
  echo "tools: $*" >&2
  exit 2
}

# quietly COMMAND... runs it, and shows what it printed only if it fails.
quietly() {
  echo "+ $*" >>"$log"
  "$@" >>"$log" 2>&1 </dev/null
}

fail_with_log() {
  tail -n 40 "$log" >&2
  fail "$* (all of the output: $log)"
}

has() { command -v "$1" >/dev/null 2>&1; }

# The compiler too, not only the runtime: veraPDF is called through a little Java program of ours.
has_jdk() { has java && has javac && [ "$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')" -ge 17 ] 2>/dev/null; }
# Debian's Python has no venv and no pip of its own until python3-venv is there.
has_venv() { has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; }
has_node() { has npm && has node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

has cargo || fail "no cargo: install Rust first (rustup, or the system's rustc and cargo if they are as new as Cargo.toml wants)"

# One system package for each thing that is missing, found by the thing and not by the package: a machine may have it
# from elsewhere.
packages=()
has pdftotext || packages+=(poppler-utils)
has qpdf || packages+=(qpdf)
has mutool || packages+=(mupdf-tools)
has cmark-gfm || packages+=(cmark-gfm)
has unzip || packages+=(unzip)
has nvim || packages+=(neovim)
has vim || packages+=(vim)
has emacs || packages+=(emacs-nox)
has shellcheck || packages+=(shellcheck)
has soffice || packages+=(libreoffice-writer-nogui)
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || packages+=(chromium)
has_jdk || packages+=(default-jdk-headless)
[ -e /usr/share/java/jaxb-runtime.jar ] || packages+=(libjaxb-java)
has mvn || packages+=(maven)
has_venv || packages+=(python3 python3-venv)
has node || packages+=(nodejs)
has npm || packages+=(npm)

if [ "${#packages[@]}" -gt 0 ]; then
  command="apt-get install --no-install-recommends ${packages[*]}"
  has apt-get || fail "missing, and no apt-get here to install it: ${packages[*]} (Debian's names); install them your system's way"
  if [ "$(id -u)" -eq 0 ]; then
    as_root=()
  elif has sudo; then
    as_root=(sudo)
  else
    fail "missing: ${packages[*]}; as root, run: $command"
  fi
  say "installing ${packages[*]}"
  apt() { quietly ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@"; }
  # The package lists may be absent or old. Refreshing them first would take its time on each new machine.
  apt install --no-install-recommends "${packages[@]}" ||
    { apt update || true; apt install --no-install-recommends "${packages[@]}"; } ||
    fail_with_log "apt-get could not install ${packages[*]}"
  has_jdk || fail "the first java on the PATH is older than 17 or has no javac beside it"
  has_venv || fail "$(command -v python3) has no venv module; put a Python that has one first on the PATH"
fi
has_node || fail "Node.js 20 or later is needed, $(command -v node) is $(node --version)"
say "system packages are there"

# stamp FILE... prints the sum of files that decide what is installed: another sum, another installation.
stamp() { cat "$@" | cksum | tr ' ' -; }

# environment FOLDER FILE WHAT makes a Python environment with the packages of a list.
environment() {
  local venv=$tools/$1 list=$here/$2 wanted
  wanted=$(stamp "$list")
  # Running its Python shows that the environment still works: one whose Python was upgraded away does not.
  if ! "$venv/bin/python" -c '' 2>/dev/null || [ "$(cat "$venv/.installed" 2>/dev/null)" != "$wanted" ]; then
    say "installing $3"
    rm -rf "$venv"
    quietly python3 -m venv "$venv" || fail_with_log "cannot make a Python environment"
    quietly "$venv/bin/python" -m pip install -q --no-input --disable-pip-version-check -r "$list" || fail_with_log "pip could not install $list"
    echo "$wanted" >"$venv/.installed"
  fi
  say "$3: there"
}
environment venv requirements.txt "the Python tools"
environment python wheel-requirements.txt "what builds the wheel"
environment ci ci-requirements.txt "what judges workflows and hooks"

wanted=$(stamp "$here/package.json" "$here/package-lock.json")
if [ "$(cat "$here/node_modules/.installed" 2>/dev/null)" != "$wanted" ]; then
  say "installing the Node tools"
  # No scripts of packages: one of them would download a Java of its own.
  (cd "$here" && quietly npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error) ||
    fail_with_log "npm could not install $here/package-lock.json"
  echo "$wanted" >"$here/node_modules/.installed"
fi
say "Node tools are there"

for part in vscode preview; do
  place=$root/editors/$part
  wanted=$(stamp "$place/package.json" "$place/package-lock.json")
  if [ "$(cat "$place/node_modules/.installed" 2>/dev/null)" != "$wanted" ]; then
    say "installing the tools of editors/$part"
    (cd "$place" && quietly npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
      fail_with_log "npm could not install $place/package-lock.json"
    echo "$wanted" >"$place/node_modules/.installed"
  fi
done
say "the tools of the editor extension and of the preview's page are there"

quietly "$here/verapdf.sh" --install || fail_with_log "veraPDF could not be installed"
say "veraPDF is there"

# Judges of OFD: ofdrw out of Maven Central (25 MB), and ofd-core, which is built (a minute and a half on two cores).
place=$tools/ofdrw
wanted=$(stamp "$here/ofdrw/pom.xml" "$here/ofdrw/OfdJudge.java")
if [ "$(cat "$place/.installed" 2>/dev/null)" != "$wanted" ]; then
  say "installing ofdrw"
  rm -rf "$place"
  mkdir -p "$place/classes"
  quietly mvn -q -B -f "$here/ofdrw/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$place/lib" ||
    fail_with_log "Maven could not fetch $here/ofdrw/pom.xml"
  quietly javac -encoding UTF-8 -d "$place/classes" -cp "$place/lib/*" "$here/ofdrw/OfdJudge.java" ||
    fail_with_log "$here/ofdrw/OfdJudge.java cannot be compiled"
  echo "$wanted" >"$place/.installed"
fi
say "ofdrw is there"

place=$tools/ofd-judge
wanted=$(stamp "$here/ofd-judge/Cargo.toml" "$here/ofd-judge/Cargo.lock" "$here/ofd-judge/src/main.rs")
if [ "$(cat "$place/.installed" 2>/dev/null)" != "$wanted" ]; then
  say "building the judge with ofd-core and sofd (some minutes)"
  rm -rf "$place"
  mkdir -p "$place"
  quietly cargo build --release --locked --manifest-path "$here/ofd-judge/Cargo.toml" --target-dir "$place/target" ||
    fail_with_log "cargo could not build $here/ofd-judge"
  mv "$place/target/release/ofd-judge" "$place/ofd-judge"
  rm -rf "$place/target"
  echo "$wanted" >"$place/.installed"
fi
say "the judge with ofd-core and sofd is there"

if ! quietly cargo nextest --version; then
  # It starts tests and waits for them: built without optimisations it does so as well, and is there in half the time.
  say "installing cargo-nextest (some minutes)"
  quietly cargo install cargo-nextest --locked --debug || fail_with_log "cargo could not install cargo-nextest"
fi
say "cargo-nextest is there"
