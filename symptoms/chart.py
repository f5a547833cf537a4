"""Where each mark of the trend chart stands. The template draws them; nothing here knows colours or words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from symptoms.timeline import Day


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
PAPER = Frame("paper", 690, 270, left=26, right=682, top=24, bottom=176, dates=6)
LOW_PAPER = Frame("paper", 690, 204, left=26, right=682, top=24, bottom=110, dates=6)
DATES, DROPS = 38, 50  # units below the plot
APART = 40  # units between two flags
FLAG = 28  # units above the words over the plot, where the plan changed


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
    format: str  # Django's; with the year where the chart is long


@dataclass(frozen=True)
class Flag:
    """Where the plan began or changed: the number it has in the list below, or "2–4" for a cluster."""

    x: str
    label: str
    left: str
    width: int


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
    flags: list[Flag]
    last: date
    ends_today: bool
    stroke: str

    @property
    def over(self) -> int:
        """How far the drawing reaches above 0, to make room for the flags."""
        return FLAG if self.flags else 0

    @property
    def flag_y(self) -> int:
        return self.frame.top - FLAG

    @property
    def box(self) -> str:
        return f"0 {-self.over} {self.frame.width} {self.height + self.over}"

    @property
    def height(self) -> int:
        """Without sessions there is no row of drops to leave room for."""
        return self.frame.height if self.drops else self.frame.bottom + DATES + 8


def draw(
    days: Sequence[Day], frame: Frame, changed: Sequence[date] = (), ends_today: bool = True
) -> Chart:
    """`days` are consecutive, oldest first, and at least one. changed: days to flag, within them."""
    count = len(days)
    places = [(frame.x(n, count), day) for n, day in enumerate(days)]
    known = runs(places)
    return Chart(
        frame=frame,
        dots=[dot(x, d.worst, frame, d.late) for x, d in places if d.worst is not None],
        radius=radius(count),
        line="".join(line_path(run, frame) for run in known),
        band="".join(band_path(run, frame) for run in known),
        end=dot(known[-1][-1].x, known[-1][-1].usual, frame) if known else None,
        gaps=[gap(x, frame, count) for x, d in places if d.worst is None and not d.before_first],
        ticks=ticks(places, frame),
        drops=[drop(x, frame, count) for x, d in places if d.session],
        scale=[(score, unit(frame.y(score))) for score in (0, 5, 10)],
        flags=flags(days, changed, frame),
        last=days[-1].date,
        ends_today=ends_today,
        stroke="4" if count <= 120 else "2.5",
    )


def flags(days: Sequence[Day], changed: Sequence[date], frame: Frame) -> list[Flag]:
    """One for each day in `changed`, oldest first; those too near to tell apart share one."""
    clusters: list[list[tuple[float, int]]] = []
    for number, day in enumerate(changed, start=1):
        x = frame.x((day - days[0].first).days // days[0].span, len(days))
        if clusters and x - clusters[-1][0][0] < APART:
            clusters[-1].append((x, number))
        else:
            clusters.append([(x, number)])
    return [flag(cluster, frame) for cluster in clusters]


def flag(cluster: list[tuple[float, int]], frame: Frame) -> Flag:
    first, last = cluster[0][1], cluster[-1][1]
    label = str(first) if first == last else f"{first}–{last}"
    half = 5 + 4 * len(label)
    x = min(max(cluster[0][0], frame.left + half), frame.right - half)
    return Flag(unit(x), label, unit(x - half), 2 * half)


def dot(x: float, score: float, frame: Frame, late: bool = False) -> Dot:
    return Dot(unit(x), unit(frame.y(score)), late)


def radius(count: int) -> str:
    """Smaller the more days share the width."""
    return next((r for most, r in ((14, "5"), (45, "4"), (120, "3")) if count <= most), "2")


Place = tuple[float, Day]


class Week(NamedTuple):
    """What is known of the seven days that end at `x`, in points."""

    x: float
    usual: float
    low: float
    high: float


def runs(places: Sequence[Place]) -> list[list[Week]]:
    """The stretches over which there is a usual value. The line stops where there is none."""
    found: list[list[Week]] = [[]]
    for x, day in places:
        if day.usual is None or day.middle is None:
            found.append([])
        else:
            found[-1].append(Week(x, day.usual, *day.middle))
    return [run for run in found if run]


def line_path(run: list[Week], frame: Frame) -> str:
    return "M" + "L".join(f"{unit(week.x)} {unit(frame.y(week.usual))}" for week in run)


def band_path(run: list[Week], frame: Frame) -> str:
    """The middle half: along its upper edge, and back along its lower one."""
    upper = [f"{unit(week.x)} {unit(frame.y(week.high))}" for week in run]
    lower = [f"{unit(week.x)} {unit(frame.y(week.low))}" for week in reversed(run)]
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
    shape = "j M" if places[0][1].span == 1 else "M Y"
    return [
        Tick(unit(places[n][0]), places[n][1].date, anchors.get(n, "middle"), shape) for n in wanted
    ]


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
