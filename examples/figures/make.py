#!/usr/bin/env python3
"""Draws the seven figures of the example briefings. Needs Pillow 10.1 or newer; run it from any folder.

The pictures hold no words, only digits, so that no font file is needed. They differ on purpose in colour type
and format: see FIGURES at the end. No clock and no random number is used: the same Pillow gives the same bytes.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 800
SCALE = 2  # everything is drawn twice as large and reduced, which smooths the edges

INK = (38, 50, 56)
GREY = (144, 156, 163)
PALE = (236, 240, 241)
RED = (192, 57, 43)
BLUE = (41, 98, 148)
WATER = (133, 178, 210)
GREEN = (96, 148, 92)
GRASS = (198, 219, 180)
SAND = (214, 186, 132)
OCHRE = (217, 145, 47)
SKIN = (226, 184, 150)
WHITE = (255, 255, 255)


class Canvas:
    """A drawing surface in figure pixels; (0, 0) is the top left corner."""

    def __init__(self, mode="RGB", background=WHITE):
        self.image = Image.new(mode, (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.draw = ImageDraw.Draw(self.image)

    def up(self, points):
        return [(x * SCALE, y * SCALE) for x, y in points]

    def box(self, x0, y0, x1, y1, fill=None, outline=None, width=3, radius=0):
        self.draw.rounded_rectangle(
            self.up([(x0, y0), (x1, y1)]), radius * SCALE, fill, outline, width * SCALE if outline else 0
        )

    def circle(self, x, y, r, fill=None, outline=None, width=3):
        self.draw.ellipse(
            self.up([(x - r, y - r), (x + r, y + r)]), fill, outline, width * SCALE if outline else 0
        )

    def polygon(self, points, fill):
        self.draw.polygon(self.up(points), fill)

    def line(self, points, fill=INK, width=4):
        self.draw.line(self.up(points), fill, width * SCALE, joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def arc(self, x, y, r, start, end, fill=INK, width=4):
        self.draw.arc(self.up([(x - r, y - r), (x + r, y + r)]), start, end, fill, width * SCALE)

    def dashes(self, points, fill=INK, width=5, dash=18, gap=12):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            length = math.hypot(x1 - x0, y1 - y0)
            ux, uy = (x1 - x0) / length, (y1 - y0) / length
            at = 0.0
            while at < length:
                end = min(at + dash, length)
                self.line([(x0 + ux * at, y0 + uy * at), (x0 + ux * end, y0 + uy * end)], fill, width)
                at += dash + gap

    def arrow_head(self, x, y, angle, fill=INK, size=22):
        turn = math.radians(angle)
        points = [(0, 0), (-size, -size * 0.55), (-size, size * 0.55)]
        self.polygon(
            [(x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn)) for a, b in points],
            fill,
        )

    def digits(self, x, y, text, size=30, fill=INK, anchor="mm"):
        font = ImageFont.load_default(size * SCALE)
        self.draw.text((x * SCALE, y * SCALE), text, fill, font, anchor)

    def finish(self):
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def service_visits():
    """A bar chart: five associations, enterprises visited."""
    c = Canvas()
    left, right, top, base = 120, 1140, 90, 700
    for value in range(0, 51, 10):
        y = base - (base - top) * value / 50
        c.line([(left, y), (right, y)], (214, 220, 223) if value else INK, 2 if value else 4)
        c.digits(left - 24, y, str(value), 28, INK, "rm")
    for i, value in enumerate((46, 38, 29, 33, 24)):
        x = left + 105 + i * 205
        y = base - (base - top) * value / 50
        c.box(x - 58, y, x + 58, base, BLUE)
        c.digits(x, y + 34, str(value), 36, WHITE)
        c.circle(x, base + 44, 26, None, INK, 3)
        c.digits(x, base + 44, str(i + 1), 28)
    c.line([(left, base), (right, base)], INK, 4)
    return c.finish()


def laboratory():
    """A calibration laboratory seen from the front, in greys."""
    c = Canvas("L", 250)
    c.box(0, 640, WIDTH, HEIGHT, 222)
    c.line([(0, 640), (WIDTH, 640)], 120, 3)
    # Window, clock and a gauge for the climate of the room.
    c.box(70, 80, 400, 330, 236, 90, 5)
    c.line([(235, 80), (235, 330)], 90, 4)
    c.line([(70, 205), (400, 205)], 90, 4)
    c.circle(540, 170, 70, 255, 70, 6)
    c.line([(540, 170), (540, 122)], 50, 6)
    c.line([(540, 170), (574, 190)], 50, 6)
    c.box(660, 100, 780, 240, 255, 90, 4, 10)
    c.digits(720, 145, "20.0", 36, 40)
    c.digits(720, 200, "45", 36, 40)
    # A cabinet with measuring rods and blocks.
    c.box(850, 80, 1130, 420, 240, 80, 5)
    for y in (190, 300):
        c.line([(850, y), (1130, y)], 80, 4)
    for i in range(6):
        c.box(876 + i * 40, 180 - 22 - i * 12, 900 + i * 40, 187, 120 + i * 15)
    for i in range(4):
        c.circle(895 + i * 62, 298 - 20 - i * 5, 16 + i * 5, 150, 70, 3)
    for i in range(5):
        c.box(876 + i * 48, 340, 912 + i * 48, 417, 190 - i * 20, 80, 2, 6)
    # Two benches.
    for x0, x1 in ((60, 590), (640, 1140)):
        c.box(x0, 500, x1, 528, 120, 60, 3, 4)
        for x in (x0 + 24, x1 - 44):
            c.box(x, 528, x + 20, 690, 150, 60, 3)
        c.box(x0 + 170, 528, x1 - 170, 610, 205, 90, 3)
        c.circle((x0 + x1) / 2, 568, 8, 90)
    # A balance.
    c.box(120, 470, 330, 500, 90, None, 3, 8)
    c.line([(225, 470), (225, 370)], 60, 8)
    c.line([(135, 388), (315, 366)], 60, 7)
    for x, y in ((135, 388), (315, 366)):
        c.line([(x, y), (x - 34, y + 54)], 100, 3)
        c.line([(x, y), (x + 34, y + 54)], 100, 3)
        c.draw.chord(c.up([(x - 40, y + 34), (x + 40, y + 74)]), 0, 180, 90)
    # Weights.
    for i, size in enumerate((20, 26, 32, 40)):
        x = 395 + i * 50
        c.box(x - size / 2, 500 - size * 1.5, x + size / 2, 500, 110, 60, 2, 3)
        c.circle(x, 500 - size * 1.5 - 7, 8, 110)
    # A dial gauge on its stand.
    c.box(690, 482, 850, 500, 90, None, 3, 6)
    c.line([(720, 482), (720, 340)], 80, 10)
    c.line([(720, 356), (790, 356)], 80, 8)
    c.circle(800, 390, 48, 255, 60, 6)
    for k in range(12):
        a = math.radians(30 * k)
        c.line([(800 + 34 * math.cos(a), 390 + 34 * math.sin(a)), (800 + 41 * math.cos(a), 390 + 41 * math.sin(a))], 60, 2)
    c.line([(800, 390), (822, 368)], 40, 4)
    c.line([(800, 438), (800, 478)], 80, 6)
    # A caliper.
    c.box(910, 466, 1110, 482, 140, 60, 2)
    c.polygon([(930, 482), (952, 482), (944, 500), (930, 500)], 110)
    c.polygon([(1000, 482), (1024, 482), (1024, 500), (1010, 500)], 110)
    c.box(992, 456, 1056, 486, 180, 60, 2, 4)
    for k in range(9):
        c.line([(920 + k * 8, 470), (920 + k * 8, 476)], 50, 1)
    return c.finish()


def person(c, x, ground, height, coat, trousers=INK, hair=INK, arm=None):
    """A stylised standing figure; `arm` is where the right hand reaches, if it does."""
    head = height * 0.11
    shoulder = ground - height * 0.74
    hip = ground - height * 0.40
    half = height * 0.13
    c.box(x - half * 0.75, hip - 6, x - half * 0.08, ground, trousers, None, 0, height * 0.03)
    c.box(x + half * 0.08, hip - 6, x + half * 0.75, ground, trousers, None, 0, height * 0.03)
    sleeve = round(height * 0.07)
    for side in (-1, 1):
        reach = arm if arm and side > 0 else (x + side * half * 1.35, hip - 8)
        c.circle(*reach, height * 0.042, SKIN)
        start = (x + side * half * 0.78, shoulder + height * 0.05)
        end = tuple(a + (b - a) * 0.9 for a, b in zip(start, reach))
        c.line([start, end], coat, sleeve)
    c.box(x - half, shoulder, x + half, hip + 10, coat, None, 0, height * 0.06)
    c.box(x - head * 0.35, shoulder - head * 0.5, x + head * 0.35, shoulder + 8, SKIN)
    c.circle(x, shoulder - head * 1.15, head, SKIN)
    c.draw.chord(
        c.up([(x - head * 1.06, shoulder - head * 2.25), (x + head * 1.06, shoulder - head * 0.1)]), 180, 360, hair
    )


def volunteers():
    """A group of volunteers at a table, on a transparent ground."""
    c = Canvas("RGBA", (255, 255, 255, 0))
    c.draw.ellipse(c.up([(60, 640), (1140, 780)]), (96, 148, 92, 70))
    c.line([(150, 700), (150, 90)], GREY, 10)
    c.polygon([(156, 100), (330, 130), (330, 250), (156, 220)], RED)
    c.line([(196, 170), (222, 200), (284, 148)], WHITE, 14)
    for x, ground, height, coat, hair, arm in (
        (290, 690, 430, RED, (70, 50, 40), None),
        (480, 700, 470, (206, 74, 60), INK, (590, 330)),
        (750, 700, 450, (206, 74, 60), (96, 66, 44), None),
        (930, 690, 440, RED, INK, None),
        (1070, 710, 370, BLUE, GREY, None),
    ):
        person(c, x, ground, height, coat, (66, 82, 94), hair, arm)
    # What the raised hand shows: a plug.
    c.box(570, 270, 626, 322, PALE, INK, 4, 10)
    c.line([(584, 268), (584, 244)], INK, 6)
    c.line([(612, 268), (612, 244)], INK, 6)
    # The table with a helmet, a package and a charger.
    c.box(400, 540, 880, 566, SAND, INK, 4, 6)
    c.box(420, 566, 860, 690, (244, 232, 206), INK, 4)
    c.line([(600, 626), (630, 660), (690, 592)], RED, 14)
    c.draw.chord(c.up([(440, 480), (560, 590)]), 180, 360, OCHRE, INK, 4 * SCALE)
    c.box(426, 528, 574, 540, OCHRE, INK, 4, 5)
    c.box(610, 474, 690, 540, WHITE, INK, 4, 4)
    for k in range(3):
        c.line([(624, 492 + k * 16), (676, 492 + k * 16)], GREY, 4)
    c.box(740, 500, 830, 540, INK, None, 0, 8)
    c.circle(760, 520, 7, GREEN)
    return c.finish()


def drill_site():
    """A plan of the drill: river, levee, streets, five numbered places and the way between them."""
    c = Canvas("RGB", GRASS)
    bank = [(0, 560), (200, 590), (420, 560), (640, 600), (880, 570), (1200, 610)]
    c.polygon(bank + [(1200, 800), (0, 800)], WATER)
    for x, y in ((60, 680), (430, 730), (700, 670), (250, 750), (980, 680)):
        c.line([(x, y), (x + 110, y)], (176, 208, 230), 5)
        c.line([(x + 40, y + 22), (x + 170, y + 22)], (176, 208, 230), 5)
    c.line([(590, 690), (650, 690)], WHITE, 7)
    c.arrow_head(676, 690, 0, WHITE, 34)
    c.line([(x, y - 14) for x, y in bank], SAND, 26)
    c.line([(x, y - 14) for x, y in bank], OCHRE, 4)
    for points in (
        [(0, 430), (1200, 430)],
        [(0, 190), (1200, 190)],
        [(250, 0), (250, 430)],
        [(620, 0), (620, 560)],
        [(960, 0), (960, 430)],
    ):
        c.line(points, WHITE, 34)
    for x0, y0, columns, rows in ((290, 230, 4, 2), (30, 230, 2, 2), (1000, 230, 2, 2), (30, 40, 2, 1), (290, 40, 4, 1), (1000, 40, 1, 1)):
        for i in range(columns):
            for k in range(rows):
                x, y = x0 + i * 78, y0 + k * 92
                c.box(x, y, x + 56, y + 66, (226, 222, 212), GREY, 2, 4)
    c.box(660, 225, 930, 395, (240, 226, 200), INK, 3, 6)
    c.box(690, 255, 800, 365, (206, 122, 92), INK, 3)
    c.arc(868, 310, 42, 0, 360, RED, 6)
    c.box(660, 40, 930, 150, (224, 230, 236), INK, 3, 6)
    for k in range(4):
        c.box(680 + k * 60, 66, 724 + k * 60, 126, (170, 186, 198), INK, 2)
    c.dashes([(400, 430), (612, 430), (612, 300), (664, 300)], RED, 8)
    c.arrow_head(690, 300, 0, RED, 32)
    c.dashes([(795, 150), (795, 190), (630, 190), (630, 556)], BLUE, 7)
    for x, y, label, colour in (
        (150, 500, "1", BLUE),
        (622, 572, "2", RED),
        (400, 400, "3", OCHRE),
        (745, 310, "4", GREEN),
        (795, 96, "5", INK),
    ):
        c.circle(x, y, 34, WHITE, colour, 8)
        c.digits(x, y, label, 38, colour)
    # North arrow and scale bar.
    c.circle(1120, 80, 46, WHITE, INK, 3)
    c.polygon([(1120, 42), (1138, 100), (1120, 88), (1102, 100)], INK)
    for k in range(4):
        c.box(880 + k * 60, 760, 940 + k * 60, 774, INK if k % 2 == 0 else WHITE, INK, 2)
    for k, label in ((0, "0"), (2, "200"), (4, "400")):
        c.digits(880 + k * 60, 744, label, 22)
    return c.finish()


def water_level():
    """A line chart: the simulated level, the warning level and the hours of the drill."""
    c = Canvas()
    left, right, top, base = 130, 1140, 70, 700
    low, high = 35.6, 37.4

    def at(hour, level):
        return left + (right - left) * (hour - 7) / 5, base - (base - top) * (level - low) / (high - low)

    for k in range(7):
        level = low + 0.3 * k
        c.line([at(7, level), at(12, level)], (214, 220, 223), 2)
        c.digits(left - 20, at(7, level)[1], f"{level:.1f}", 28, INK, "rm")
    for hour in range(7, 13):
        c.line([at(hour, low), (at(hour, low)[0], base + 12)], INK, 3)
        c.digits(at(hour, low)[0], base + 42, f"{hour}:00", 28)
    knots = [(7, 35.75), (7.5, 35.95), (8, 36.22), (8.5, 36.5), (9, 36.8), (9.5, 37.02), (10, 37.1), (10.5, 36.98), (11, 36.7), (11 + 1 / 3, 36.5), (12, 36.1)]
    curve = [at(*p) for p in smooth(knots)]
    c.polygon(curve + [at(12, low), at(7, low)], (219, 233, 243))
    c.dashes([at(7, 36.5), at(12, 36.5)], RED, 5)
    c.digits(at(12, 36.5)[0] - 10, at(12, 36.5)[1] - 26, "36.5", 32, RED, "rm")
    c.line(curve, BLUE, 7)
    for hour, level in ((8.5, 36.5), (10, 37.1), (11 + 1 / 3, 36.5)):
        c.circle(*at(hour, level), 13, WHITE, BLUE, 6)
    x, y = at(10, 37.1)
    c.digits(x, y - 40, "37.1", 36, BLUE)
    c.line([(left, top - 10), (left, base), (right + 10, base)], INK, 4)
    return c.finish()


def smooth(knots, steps=16):
    """A Catmull-Rom curve through the knots."""
    padded = [knots[0]] + knots + [knots[-1]]
    out = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:]):
        for k in range(steps):
            t = k / steps
            out.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3)
                    for a, b, c, d in zip(p0, p1, p2, p3)
                )
            )
    return out + [knots[-1]]


def fade(c, y0, y1, upper, lower):
    """A vertical gradient over the whole width."""
    for y in range(y0 * SCALE, y1 * SCALE):
        t = (y - y0 * SCALE) / ((y1 - y0) * SCALE)
        c.draw.line([(0, y), (WIDTH * SCALE, y)], tuple(round(a + (b - a) * t) for a, b in zip(upper, lower)))


def levee():
    """A levee with a wall of sandbags, the river behind it and the team at work."""
    c = Canvas()
    fade(c, 0, 300, (150, 168, 184), (214, 222, 226))
    c.polygon([(0, 300), (0, 230), (180, 180), (380, 240), (600, 170), (860, 235), (1050, 190), (1200, 240), (1200, 300)], (150, 170, 168))
    fade(c, 300, 500, (120, 140, 140), (156, 148, 120))
    for k in range(14):
        x, y = (k * 271) % 1150, 320 + (k * 67) % 150
        c.line([(x, y), (x + 60, y)], (190, 188, 170), 4)
    c.polygon([(0, 480), (1200, 450), (1200, 800), (0, 800)], GREEN)
    c.polygon([(0, 480), (1200, 450), (1200, 520), (0, 560)], (150, 130, 96))
    # Sandbags, each row half a bag further on.
    for row in range(4):
        count = 11 - row
        for i in range(count):
            x = 330 + i * 78 + row * 39
            y = 520 - row * 36 - i * 2
            c.box(x, y - 36, x + 76, y, SAND if (i + row) % 3 else (202, 172, 116), (130, 104, 66), 3, 15)
            c.line([(x + 12, y - 18), (x + 62, y - 18)], (186, 156, 104), 2)
    orange = (230, 108, 40)
    for x, ground, height, arm in ((150, 700, 330, (216, 540)), (330, 720, 340, (404, 560)), (1060, 690, 330, None)):
        person(c, x, ground, height, orange, (48, 60, 84), (240, 190, 50), arm)
        c.box(x - height * 0.12, ground - height * 0.58, x + height * 0.12, ground - height * 0.54, (250, 240, 150))
    for x, y in ((205, 530), (390, 548)):
        c.box(x, y, x + 92, y + 44, SAND, (130, 104, 66), 3, 16)
    for i in range(6):
        x, y = 560 + (i % 3) * 96 + (i // 3) * 44, 740 - (i // 3) * 40
        c.box(x, y - 40, x + 90, y, SAND, (130, 104, 66), 3, 16)
    return c.finish()


def stores():
    """A store for flood materials: bays 1 to 4 with vests, lamps and pumps, bags, tents."""
    c = Canvas("RGB", (226, 230, 232))
    fade(c, 0, 640, (232, 236, 238), (208, 214, 218))
    fade(c, 640, 800, (168, 172, 172), (190, 192, 190))
    steel = (70, 96, 124)
    for bay in range(4):
        x0 = 50 + bay * 282
        for x in (x0, x0 + 254):
            c.box(x, 130, x + 12, 690, steel)
        for y in (290, 450, 610):
            c.box(x0, y, x0 + 266, y + 14, OCHRE)
        c.circle(x0 + 133, 86, 38, WHITE, RED, 6)
        c.digits(x0 + 133, 86, str(bay + 1), 42, RED)
    for y in (290, 450, 610):
        for i in range(4):  # life vests
            x = 70 + i * 58
            c.box(x, y - 92, x + 50, y - 4, (230, 108, 40), (150, 62, 20), 3, 12)
            c.polygon([(x + 16, y - 92), (x + 34, y - 92), (x + 25, y - 50)], (226, 230, 232))
            c.line([(x + 4, y - 34), (x + 46, y - 34)], (250, 240, 150), 6)
        for i in range(2):  # pumps and lamps
            x = 362 + i * 116
            if y == 290:
                c.box(x + 30, y - 30, x + 74, y - 4, INK, None, 0, 4)
                c.polygon([(x + 38, y - 30), (x + 66, y - 30), (x + 86, y - 92), (x + 18, y - 92)], (250, 214, 90))
            else:
                c.box(x + 4, y - 60, x + 92, y - 14, BLUE, INK, 3, 8)
                c.circle(x + 30, y - 37, 18, PALE, INK, 4)
                c.circle(x + 18, y - 12, 10, INK)
                c.circle(x + 78, y - 12, 10, INK)
                c.line([(x + 80, y - 58), (x + 80, y - 86), (x + 104, y - 86)], INK, 10)
        for i in range(3):  # folded bags
            for k in range(5):
                x = 636 + i * 76
                c.box(x, y - 20 - k * 17, x + 66, y - 4 - k * 17, SAND, (140, 112, 70), 2, 6)
        for i in range(2):  # tents, packed
            x = 916 + i * 112
            c.box(x, y - 74, x + 100, y - 4, GREEN, (52, 84, 50), 3, 30)
            c.box(x + 26, y - 76, x + 38, y - 2, (52, 84, 50))
            c.box(x + 64, y - 76, x + 76, y - 2, (52, 84, 50))
    # A rubber boat in front.
    c.draw.ellipse(c.up([(330, 706), (870, 790)]), RED, (110, 28, 20), 4 * SCALE)
    c.draw.ellipse(c.up([(384, 722), (816, 770)]), (90, 94, 96), (110, 28, 20), 4 * SCALE)
    for x in (500, 680):
        c.box(x, 722, x + 30, 770, SAND, INK, 2)
    return c.finish()


# name, picture, how it is stored
FIGURES = [
    ("service-visits.png", service_visits, {}),  # RGB
    ("laboratory.png", laboratory, {}),  # greyscale
    ("volunteers.png", volunteers, {}),  # RGB with alpha
    ("drill-site.png", drill_site, {}),  # RGB
    ("water-level.png", water_level, {}),  # RGB
    ("levee.jpg", levee, {"quality": 82}),  # JPEG
    ("stores.jpg", stores, {"quality": 82, "progressive": True}),  # progressive JPEG
]


def main():
    here = Path(__file__).resolve().parent
    for name, picture, options in FIGURES:
        path = here / name
        picture().save(path, dpi=(200, 200), optimize=True, **options)
        print(f"{name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
