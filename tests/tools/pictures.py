"""pictures.py FOLDER — pictures of every kind that Pillow and zlib write, for tests of what is sound and what is not.

Each of them was unpacked again by Pillow, which is strict about files that are cut.
"""

import io
import random
import struct
import sys
import zlib
from pathlib import Path

from PIL import Image

folder = Path(sys.argv[1])
random.seed(2026)


def scene(mode, width, height):
    """Slopes with some noise: neither so smooth nor so wild that a format has an easy time."""
    picture = Image.new("RGB", (width, height))
    dots = picture.load()
    for y in range(height):
        for x in range(width):
            dots[x, y] = (x * 255 // width, y * 255 // height, (x * 7 + y * 13 + random.randrange(60)) % 256)
    return picture.convert(mode)


def keep(name, data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    (folder / name).write_bytes(data)


def saved(picture, kind, **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


sizes = [(1, 1), (7, 9), (16, 16), (200, 150), (333, 251)]
for mode in ("RGB", "L", "CMYK"):
    for progressive in (False, True):
        for subsampling in (0, 1, 2):
            for width, height in sizes if mode == "RGB" else [(7, 9), (200, 150)]:
                word = "progressive" if progressive else "baseline"
                data = saved(scene(mode, width, height), "JPEG", quality=85, progressive=progressive, subsampling=subsampling)
                keep(f"{mode}-{word}-{subsampling}-{width}x{height}.jpg", data)
picture = scene("RGB", 200, 150)
keep("optimised.jpg", saved(picture, "JPEG", quality=96, optimize=True))
keep("restarts.jpg", saved(picture, "JPEG", restart_marker_blocks=3))
keep("restarts-progressive.jpg", saved(picture, "JPEG", restart_marker_rows=2, progressive=True))
keep("not-converted.jpg", saved(picture, "JPEG", keep_rgb=True))
keep("with-profile.jpg", saved(picture, "JPEG", icc_profile=bytes(70_000), comment=b"a remark"))
keep("blank.jpg", saved(Image.new("RGB", (640, 480), "white"), "JPEG", progressive=True))
# A little picture within the data about the picture: its end is not the end of the file.
inner = saved(scene("RGB", 40, 30), "JPEG")
data = saved(picture, "JPEG")
keep("thumbnail.jpg", data[:2] + b"\xff\xe1" + struct.pack(">H", len(inner) + 8) + b"Exif\0\0" + inner + data[2:])
# Bytes of filling before a marker, as the standard allows.
keep("filled.jpg", data[:2] + b"\xff\xff\xff" + data[2:-2] + b"\xff\xff" + data[-2:])

for mode in ("1", "L", "LA", "I;16", "P", "RGB", "RGBA"):
    for width, height in [(1, 1), (5, 3), (333, 251)]:
        source = scene("RGB", width, height)
        source = source.convert("L").convert("I;16") if mode == "I;16" else source.convert(mode)
        keep(f"{mode.replace(';', '')}-{width}x{height}.png", saved(source, "PNG"))
keep("two-colours.png", saved(scene("RGB", 99, 33).quantize(2), "PNG", bits=1))
keep("animated.png", saved(picture, "PNG", save_all=True, append_images=[picture.rotate(90).resize((200, 150))]))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def interlaced(width, height, pieces):
    """A picture in seven passes (Adam7), which Pillow reads and does not write."""
    dots = scene("RGB", width, height).load()
    rows = b""
    for x0, y0, across, down in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for y in range(y0, height, down):
            row = b"".join(bytes(dots[x, y]) for x in range(x0, width, across))
            rows += b"\0" + row if row else b""
    packed = zlib.compress(rows, 9)
    step = -(-len(packed) // pieces)
    parts = b"".join(chunk(b"IDAT", packed[at : at + step]) for at in range(0, len(packed), step))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1))
    return b"\x89PNG\r\n\x1a\n" + head + parts + chunk(b"IEND", b"")


for width, height in [(1, 1), (3, 5), (9, 2), (200, 150)]:
    keep(f"interlaced-{width}x{height}.png", interlaced(width, height, 5))
