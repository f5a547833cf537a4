"""Every still of every exercise on one picture, docs/pictures/figures.png. Run by script/figures --sheet."""

import io
import json
import shutil
from html import escape
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "static/figures"
SHEETS = [ROOT / "static/css/tokens.css", ROOT / "static/css/figure.css"]
LAYOUT = """
body { margin: 12px; background: #fff; font: 13px/1.2 system-ui, sans-serif; color: #11252d }
main { display: grid; grid-template-columns: repeat(8, 1fr); gap: 8px }
figure { margin: 0 } figcaption { padding: 3px 2px 0 } div { background: var(--stage); overflow: hidden; border-radius: 8px; padding: 5px }
svg { width: 100%; height: 140px }
"""


def cells():
    poses = json.loads((FIGURES / "index.json").read_text())
    library = yaml.safe_load((ROOT / "routines/content/exercises.yaml").read_text())
    for exercise in library["exercises"]:
        for n in range(poses[exercise["id"]]["poses"]):
            svg = (FIGURES / f"{exercise['id']}-{n}.svg").read_text()
            words = escape(f"{exercise['name']} {n}")
            yield f"<figure><div>{svg}</div><figcaption>{words}</figcaption></figure>"


def photographed(html: str) -> bytes:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900}, device_scale_factor=1.5)
        page.set_content(html)
        picture = page.screenshot(full_page=True)
        browser.close()
    return picture


styles = "".join(sheet.read_text() for sheet in SHEETS) + LAYOUT
html = f"<!doctype html><style>{styles}</style><main>{''.join(cells())}</main>"
picture = Image.open(io.BytesIO(photographed(html))).convert("RGB")
target = ROOT / "docs/pictures/figures.png"
picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
    target, optimize=True
)
print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")
