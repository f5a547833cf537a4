"""Draws static/share/*.png with a real browser, from the site's own fonts, colours and figures. See script/share-pictures."""

import io
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM, QUIET

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "static"
SIZE = {"width": 1200, "height": 630}
PICTURES = {  # file -> words, and the figure beside them
    "site": ("Help for stiff, sore hips", "ex_half_kneeling-1"),
    "understand": ("Understand your hips", "anatomy-front"),
    "safety": ("When to get help", "s_standing-0"),
    "pains": ("Tell pains apart", "s_rising-0"),
    "move": ("Move and get stronger", "ex_bridge-1"),
    "everyday": ("Everyday hips", "s_sitting-0"),
}
UNDER = "Plain words. Each fact has a source you can check."
STYLE = """
body { margin: 0; width: 1200px; height: 630px; display: grid; grid-template-columns: 1fr 480px; background: var(--deep); color: var(--on-deep); }
.said { display: grid; align-content: space-between; padding: 72px 40px 72px 80px; }
h1 { font: 720 84px/1.04 var(--display); letter-spacing: -0.03em; margin: 0; text-wrap: balance; }
.under { font: 400 34px/1.4 var(--font); color: var(--on-deep-2); margin: 28px 0 0; text-wrap: balance; }
.logo { display: flex; align-items: center; gap: 18px; font: 720 46px/1 var(--display); letter-spacing: -0.035em; color: inherit; }
.logo svg { width: 64px; height: 64px; } .mark .ball { fill: #8fd6e2; }
.pic { background: var(--stage); display: grid; place-items: center; padding: 36px; overflow: hidden; color: var(--ink); }
.pic svg { width: 100%; height: 100%; max-height: 558px; }
"""


def page(words: str, figure: str) -> str:
    drawing = (STATIC / "figures" / f"{figure}.svg").read_text()
    mark = (ROOT / "templates" / "icons" / "mark.svg").read_text()
    return f"""<!doctype html><html lang="en-GB" data-theme="light"><head><base href="{STATIC.as_uri()}/css/">
        <link rel="stylesheet" href="site.css"><style>{STYLE}</style></head><body>
        <div class="said"><div><h1>{escape(words)}</h1><p class="under">{UNDER}</p></div><p class="logo">{mark}Psoascare</p></div>
        <div class="pic">{drawing}</div></body></html>"""


def draw() -> None:
    folder = STATIC / "share"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        tab = browser.new_page(viewport=SIZE, color_scheme="light")
        for name, (words, figure) in PICTURES.items():
            file = folder / f"{name}.html"
            file.write_text(page(words, figure))
            tab.goto(file.as_uri())
            tab.evaluate("document.fonts.ready")
            shot = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
            shot.quantize(128, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)
            file.unlink()
        browser.close()


if __name__ == "__main__":
    draw()
