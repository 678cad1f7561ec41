import os
from pathlib import Path

from api.launch.training import fingerprint


def project(root: Path) -> Path:
    for name in (
        "data/nlu/a.yml",
        "bot/domain.yml",
        "bot/c.py",
        "finnish/d.py",
        "uv.lock",
        "README.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def test_the_hash_follows_contents_and_names_and_not_dates(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = fingerprint(root)
    os.utime(root / "bot/c.py", (0, 0))
    (root / "README.md").write_text("changed")
    assert fingerprint(root) == before
    for name in ("data/nlu/a.yml", "bot/domain.yml", "finnish/d.py", "uv.lock"):
        text = (root / name).read_text()
        (root / name).write_text("changed")
        assert fingerprint(root) != before, name
        (root / name).write_text(text)
    (root / "bot/c.py").rename(root / "bot/e.py")
    assert fingerprint(root) != before
