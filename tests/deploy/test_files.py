"""What is deployed keeps its promises: no root, roots are read-only, doors are locked, secrets are not in git."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

NAMES = re.compile(r"AUTH_STRING|PASSWORD|CONNECTION_URL|PLEDGEBOOK_WAREHOUSE")


@pytest.fixture
def compose(project_root: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((project_root / "deploy" / "compose.yaml").read_text()))


def values(project_root: Path, name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((project_root / "deploy" / "helm" / f"{name}.yaml").read_text()))


def examples(project_root: Path) -> dict[str, dict[str, str]]:
    read = {}
    for name in ("server", "worker"):
        lines = (project_root / "deploy" / f"{name}.env.example").read_text().splitlines()
        read[name] = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return read


def test_our_containers_cannot_write_their_root_nor_gain_rights(compose: dict[str, Any]) -> None:
    ours = {name: one for name, one in compose["services"].items() if name != "postgres"}
    assert set(ours) == {"server", "deployments", "worker", "worker-2"}
    for name, one in ours.items():
        assert one["read_only"], name
        assert one["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in one["security_opt"], name
    assert compose["services"]["worker-2"]["profiles"] == ["second"]


def test_only_the_server_has_a_port_and_that_on_the_loopback(compose: dict[str, Any]) -> None:
    ports = {name: one["ports"] for name, one in compose["services"].items() if "ports" in one}
    assert ports == {"server": ["127.0.0.1:4200:4200"]}
    assert compose["networks"]["inside"]["internal"]
    assert compose["services"]["postgres"]["networks"] == ["inside"]


def test_the_server_asks_for_what_the_workers_give(compose: dict[str, Any], project_root: Path) -> None:
    named = examples(project_root)
    assert "PREFECT_SERVER_API_AUTH_STRING" in named["server"]
    assert "PREFECT_API_AUTH_STRING" in named["worker"]
    assert not {"PREFECT_SERVER_API_AUTH_STRING", "POSTGRES_PASSWORD"} & set(named["worker"])
    for name, one in compose["services"].items():
        file = "server.env" if name in ("server", "postgres") else "worker.env"
        assert one["env_file"] == [{"path": file, "required": True}], name
        assert not [key for key in one.get("environment", {}) if NAMES.search(key)], name
    for unit in ("server.service", "worker@.service"):
        text = (project_root / "deploy" / "systemd" / f"pledgebook-{unit}").read_text()
        assert f"EnvironmentFile=/etc/pledgebook/{unit.split('@')[0].split('.')[0]}.env" in text
        assert not [line for line in text.splitlines() if line.startswith("Environment=") and NAMES.search(line)]


def test_git_takes_no_secret_and_an_example_has_none(project_root: Path) -> None:
    for name in ("server", "worker"):
        asked = ["git", "check-ignore", "--quiet", f"deploy/{name}.env"]
        assert subprocess.run(asked, cwd=project_root, check=False).returncode == 0
    for read in examples(project_root).values():
        for name, value in read.items():
            assert not NAMES.search(name) or not value or "PASSWORD" in value, name


@pytest.mark.parametrize("unit", ["pledgebook-server.service", "pledgebook-worker@.service"])
def test_systemd_reads_the_units(project_root: Path, tmp_path: Path, unit: str) -> None:
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("needs systemd-analyze: apt-get install systemd")
    # The program's place is the operator's; here it must be one that exists.
    text = (project_root / "deploy" / "systemd" / unit).read_text()
    (tmp_path / unit).write_text(text.replace("/opt/pledgebook/.venv/bin/prefect", "/bin/true"))
    done = subprocess.run([verify, "verify", tmp_path / unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_runs_as_nobody_from_the_lock(project_root: Path) -> None:
    text = (project_root / "deploy" / "Dockerfile").read_text()
    final = text.rsplit("\nFROM ", 1)[1]
    assert "\nUSER 1001:1001\n" in final
    assert "--constraint requirements.lock" in text
    # The chart for workers starts these two, whatever the image.
    assert "/opt/prefect/entrypoint.sh" in final
    assert "tini" in final
    assert "COPY . " not in text


def test_the_charts_are_told_of_auth_and_of_one_version_of_prefect(project_root: Path) -> None:
    server, worker = values(project_root, "server"), values(project_root, "worker")
    assert server["server"]["basicAuth"] == worker["worker"]["basicAuth"]
    assert server["server"]["basicAuth"] == {"enabled": True, "existingSecret": "pledgebook-auth"}
    locked = re.search(r"^prefect==(\S+)$", (project_root / "requirements.lock").read_text(), re.M)
    assert locked
    assert server["global"]["prefect"]["image"]["prefectTag"].startswith(f"{locked[1]}-")
    version = re.search(r'^version = "(.*)"$', (project_root / "pyproject.toml").read_text(), re.M)
    assert version
    assert worker["worker"]["image"]["prefectTag"] == version[1]
    for security in (server["server"]["containerSecurityContext"], worker["worker"]["containerSecurityContext"]):
        assert security["readOnlyRootFilesystem"]
        assert security["runAsNonRoot"]
