"""The image of deploy/Dockerfile, built without a daemon, and its containers as deploy/compose.yaml starts them.

Where no registry of images can be reached, the base is Debian's own: a clean root by `debootstrap`, with its Python
where the official image has one. buildah then runs the Dockerfile's steps as they stand. A container is a namespace of
mounts and processes over the image's root, which is read-only; the network is the machine's.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.flows.servers import stop

MISSING = "needs root, buildah and debootstrap: make test-image"
CERTIFICATES = Path("/etc/ssl/certs")  # the machine's: it may reach Debian and PyPI by way of a proxy with its own
SUITE = "bookworm"
INCLUDED = "python3,python3-venv,ca-certificates"

START = """
set -e
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs -o mode=1777,size=512m tmpfs "$ROOT/tmp"
mount --bind "$VOLUME" "$ROOT/data"
mount -o remount,ro,bind "$ROOT"
exec setpriv --no-new-privs chroot --userspec="$OWNER" "$ROOT" env --ignore-environment "$@"
"""


def can_build() -> bool:
    return os.geteuid() == 0 and all(shutil.which(name) for name in ("buildah", "debootstrap"))


@dataclass(frozen=True)
class Image:
    """What a builder made: the configuration that it wrote, and the root that its containers share."""

    config: dict[str, Any]
    root: Path

    @property
    def owner(self) -> str:
        return str(self.config["User"])

    def container(self, volume: Path, **environment: str) -> Container:
        volume.mkdir()
        user, group = map(int, self.owner.split(":"))
        os.chown(volume, user, group)
        volume.chmod(0o750)
        return Container(self, volume, environment)


@dataclass(frozen=True)
class Container:
    """One service: `volume` is its /data, `environment` what compose.yaml would add to the image's own."""

    image: Image
    volume: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """`command`, or the image's own, to its end; at most ten minutes."""
        return subprocess.run(
            self._started(command), env=self._places(), capture_output=True, text=True, timeout=600, check=False
        )

    @contextlib.contextmanager
    def started(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """`command` in the background, what it says in `log` beside the volume."""
        with self.volume.with_suffix(".log").open("wb") as log:
            process = subprocess.Popen(
                self._started(command),
                env=self._places(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                yield process
            finally:
                stop(process)

    def _started(self, command: tuple[str, ...]) -> list[str]:
        config = self.image.config
        variables = [*config["Env"], *(f"{name}={value}" for name, value in self.environment.items())]
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", START, "sh"]
        return [*namespaces, *variables, *config["Entrypoint"], *(command or config["Cmd"])]

    def _places(self) -> dict[str, str]:
        named = {"ROOT": str(self.image.root), "VOLUME": str(self.volume), "OWNER": self.image.owner}
        return {"PATH": os.environ["PATH"]} | named


@contextlib.contextmanager
def built_image(project_root: Path, folder: Path) -> Iterator[Image]:
    """The image of the checkout, its layers in `folder`; the last lines of the build where it fails."""
    buildah = ["buildah", "--root", str(folder / "layers"), "--runroot", str(folder / "run")]

    def said(*arguments: str) -> str:
        done = subprocess.run([*buildah, *arguments], capture_output=True, text=True, check=False, cwd=project_root)
        assert done.returncode == 0, f"{arguments}: {done.stdout[-4000:]}{done.stderr[-4000:]}"
        return done.stdout.strip()

    try:
        base = said("from", "scratch")
        said("add", "--quiet", base, str(clean_root(folder / "base")), "/")
        said("commit", "--quiet", base, "python:clean")
        certificates = [
            f"--volume={CERTIFICATES}:{CERTIFICATES}:ro",
            f"--env=PIP_CERT={CERTIFICATES / 'ca-certificates.crt'}",
        ]
        said(
            "build",
            "--isolation=chroot",
            "--build-arg=PYTHON=clean",
            *certificates,
            "--file=deploy/Dockerfile",
            "--ignorefile=deploy/Dockerfile.dockerignore",
            "--tag=pledgebook:test",
            ".",
        )
        config = json.loads(said("inspect", "--type=image", "pledgebook:test"))["OCIv1"]["config"]
        yield Image(config, Path(said("mount", said("from", "--pull-never", "pledgebook:test"))))
    finally:
        said("umount", "--all")
        said("rm", "--all")


def clean_root(folder: Path) -> Path:
    """Debian's smallest root with Python, as the official image has it: `python` on the path."""
    command = ["debootstrap", "--variant=minbase", f"--include={INCLUDED}", SUITE, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    (folder / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    certificates = CERTIFICATES / "ca-certificates.crt"
    shutil.copy(certificates, folder / certificates.relative_to("/"))
    return folder
