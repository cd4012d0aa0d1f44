"""Builds the wheel, installs it alone into an empty environment, and reviews one document with it.

The wheel and the list of all that it needs (SBOM, CycloneDX) are left in dist/.

Shows that checklists, vocabularies, schemas and the model are inside, and that nothing from the
checkout is needed. Usage: python tools/check_wheel.py
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import dependencies

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "utkast.docx"
NAME = "overenskommelse-granskning"
EXPECTED = {"bra-2020": 35, "lag-2023-196": 12}


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command outside the checkout; its output, or an exception."""
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"misslyckades ({done.returncode}): {' '.join(str(c) for c in command)}")
    return done.stdout


def main() -> None:
    """Build, install, review, compare."""
    with tempfile.TemporaryDirectory(prefix="granska-wheel-") as name:
        folder = Path(name)
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
        run(*pip, "wheel", "--no-deps", "-w", folder, ROOT, cwd=folder)
        (wheel,) = folder.glob("*.whl")
        venv.create(folder / "env", with_pip=True)
        scripts = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        run(scripts / "python", *pip[1:], "install", wheel, cwd=folder)
        granska = scripts / "granska"
        command = (granska, "fil", EXAMPLE, "--format", "json", "--per", "2025-11-20", "--ingen-konfig")
        report = json.loads(run(*command, cwd=folder))
        found = {c["id"]: len(c["criteria"]) for c in report["checklists"]}
        if found != EXPECTED:
            raise SystemExit(f"väntade {EXPECTED}, fick {found}")
        if report["tool"]["model"] is None:
            raise SystemExit("modellen följde inte med i paketet")
        if report["document"]["kind"] != "samverkansoverenskommelse":
            raise SystemExit(f"fel slag: {report['document']['kind']}")
        json.loads(run(granska, "schema", "report", cwd=folder))
        run(granska, "checklista", "lista", cwd=folder)
        python = scripts / "python"
        installed = dependencies.inspected(str(python))
        target = ROOT / "dist"
        target.mkdir(exist_ok=True)
        made = json.dumps(dependencies.bom(NAME, installed), ensure_ascii=False, indent=2) + "\n"
        (target / f"{wheel.stem}.cdx.json").write_text(made, encoding="utf-8")
        shutil.copyfile(wheel, target / wheel.name)
        size = wheel.stat().st_size / 1e6
        sys.stdout.write(f"{wheel.name} ({size:.1f} MB): {sum(found.values())} kriterier ur en tom miljö\n")


if __name__ == "__main__":
    main()
