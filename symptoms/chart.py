"""Where each mark of the trend chart stands. The template draws them; nothing here knows colours or words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from symptoms.trends import Day


@dataclass(frozen=True)
class Frame:
    """A drawing's size and its plot's edges, in the SVG's own units. Scores run 0 (bottom) to 10 (top)."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    dates: int  # how many dates fit under it

    def x(self, n: int, count: int) -> float:
        return self.left + n * self.step(count)

    def step(self, count: int) -> float:
        return (self.right - self.left) / max(count - 1, 1)

    @property
    def tall(self) -> int:
        return self.bottom - self.top

    def y(self, score: float) -> float:
        return self.bottom - score * self.tall / 10


PHONE = Frame("phone", 320, 330, left=28, right=312, top=30, bottom=234, dates=3)
DESK = Frame("desk", 1000, 392, left=40, right=988, top=30, bottom=296, dates=6)
DATES, DROPS = 38, 50  # units below the plot


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    late: bool


@dataclass(frozen=True)
class Tick:
    x: str
    date: date
    anchor: str


@dataclass(frozen=True)
class Chart:
    frame: Frame
    dots: list[Dot]
    radius: str
    line: str
    band: str
    end: Dot | None  # the newest point of the line
    gaps: list[tuple[str, str]]  # x and width
    ticks: list[Tick]
    drops: list[str]
    scale: list[tuple[int, str]]  # a score and its y

    @property
    def height(self) -> int:
        """Without sessions there is no row of drops to leave room for."""
        return self.frame.height if self.drops else self.frame.bottom + DATES + 8


def draw(days: Sequence[Day], frame: Frame) -> Chart:
    """`days` are consecutive, oldest first, and at least one."""
    places = [(frame.x(n, len(days)), day) for n, day in enumerate(days)]
    line = [(x, day.usual) for x, day in places if day.usual is not None]
    return Chart(
        frame=frame,
        dots=[
            Dot(unit(x), unit(frame.y(d.worst)), d.late) for x, d in places if d.worst is not None
        ],
        radius="5"
        if len(days) <= 14
        else "4"
        if len(days) <= 45
        else "3"
        if len(days) <= 120
        else "2",
        line="".join(line_path(run, frame) for run in runs(places)),
        band="".join(band_path(run, frame) for run in runs(places)),
        end=Dot(unit(line[-1][0]), unit(frame.y(line[-1][1])), False) if line else None,
        gaps=[
            gap(x, frame, len(days)) for x, d in places if d.worst is None and not d.before_first
        ],
        ticks=ticks(places, frame),
        drops=[drop(x, frame, len(days)) for x, d in places if d.session],
        scale=[(score, unit(frame.y(score))) for score in (0, 5, 10)],
    )


Place = tuple[float, Day]


def runs(places: Sequence[Place]) -> Iterable[list[Place]]:
    """The stretches over which there is a usual value. The line stops where there is none."""
    for known, run in groupby(places, key=lambda place: place[1].usual is not None):
        if known:
            yield list(run)


def line_path(run: list[Place], frame: Frame) -> str:
    points = [f"{unit(x)} {unit(frame.y(day.usual))}" for x, day in run]
    return "M" + "L".join(points)


def band_path(run: list[Place], frame: Frame) -> str:
    """The middle half: along its upper edge, and back along its lower one."""
    upper = [f"{unit(x)} {unit(frame.y(day.middle[1]))}" for x, day in run]
    lower = [f"{unit(x)} {unit(frame.y(day.middle[0]))}" for x, day in reversed(run)]
    return "M" + "L".join(upper + lower) + "Z"


def gap(x: float, frame: Frame, count: int) -> tuple[str, str]:
    """A day's column, kept inside the plot."""
    half = frame.step(count) / 2
    left, right = max(x - half, frame.left), min(x + half, frame.right)
    return unit(left), unit(right - left)


def ticks(places: Sequence[Place], frame: Frame) -> list[Tick]:
    """Dates spread evenly from the first day to the last, each at its own day."""
    last = len(places) - 1
    wanted = sorted({round(n * last / frame.dates) for n in range(frame.dates + 1)})
    anchors = {0: "start", last: "end"}
    return [Tick(unit(places[n][0]), places[n][1].date, anchors.get(n, "middle")) for n in wanted]


def drop(x: float, frame: Frame, count: int) -> str:
    """One strand of the mark, a day with a session: 18 units tall, as wide as its day allows."""
    wide = min(3.4, max(0.8, frame.step(count) * 0.42))
    tip = frame.bottom + DROPS
    side = wide * 0.3
    return (
        f"M{unit(x - wide)} {tip + 14}C{unit(x - wide)} {tip + 7} {unit(x - side)} {tip + 2} {unit(x)} {tip}"
        f"C{unit(x + side)} {tip + 2} {unit(x + wide)} {tip + 7} {unit(x + wide)} {tip + 14}"
        f"C{unit(x + wide)} {tip + 18} {unit(x - wide)} {tip + 18} {unit(x - wide)} {tip + 14}Z"
    )


def unit(value: float) -> str:
    """One decimal and always a point: the reader's language must not reach the drawing."""
    return f"{value:.1f}"
