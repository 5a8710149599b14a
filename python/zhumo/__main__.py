"""``python -m zhumo``: the program itself, which the wheel brings along."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def program() -> str:
    """Where the program is: beside this Python, or where ``pip install --user`` and ``--target`` put it."""
    name = "zhumo" + (sysconfig.get_config_var("EXE") or "")
    schemes = [sysconfig.get_preferred_scheme(kind) for kind in ("prefix", "user")] if sys.version_info >= (3, 10) else [None]
    places = [Path(sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")) for scheme in schemes]
    places.append(Path(__file__).resolve().parent.parent / "bin")
    for place in places:
        if (place / name).is_file():
            return str(place / name)
    sys.exit("找不到程序 zhumo；请用 pip 重新安装\ncannot find the program zhumo; install the package again with pip")


def main() -> None:
    command = [program(), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    main()
