"""sheets.py FOLDER — workbooks as offices have them, written by others: rows.xlsx and sheets.xlsx (XlsxWriter), rows.ods (the format's own XML).

Telephone numbers are numbers, days are days, amounts have halves, a number has too many digits, one formula has no result.
"""

import datetime
import sys
import zipfile
from pathlib import Path

import xlsxwriter

HEAD = ["单位　", "人数", "日期", "时间", "费用", "电话", "说明"]


def workbook(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名单")
    day = book.add_format({"num_format": "yyyy年m月d日"})
    # A format that has a number and no spelling; Chinese editions show it as 2026年9月1日.
    numbered = book.add_format()
    numbered.set_num_format(31)
    clock = book.add_format({"num_format": "h:mm"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.merge_range("A1:G1", "2026年培训名单")
    for column, name in enumerate(HEAD):
        sheet.write(1, column, name)
    rows = [
        ("青川区*示例*局", 3, datetime.date(2026, 9, 1), 0.395833333333333, 1234.5, 13800000000, "一、不是标题"),
        ("白石区|示例{局}", 12, datetime.date(2026, 9, 1), 0.6, 0.1 + 0.2, 13900000000, "第一行\n第二行"),
        ("云岭[1]示例局", 1, datetime.date(2026, 10, 15), 0.375, 800, 13700000000, None),
    ]
    for number, (name, count, date, time, fee, phone, note) in enumerate(rows, start=2):
        sheet.write_string(number, 0, name)
        sheet.write_number(number, 1, count)
        sheet.write_datetime(number, 2, date, numbered if number % 2 else day)
        sheet.write_number(number, 3, time, clock)
        sheet.write_number(number, 4, fee, money)
        sheet.write_number(number, 5, phone)
        if note is not None:
            sheet.write_string(number, 6, note)
    faulty = book.add_worksheet("有问题")
    for column, name in enumerate(HEAD):
        faulty.write(0, column, name)
    faulty.write_row(1, 0, ["甲局", 1, "2026-09-01", "9:00"])
    faulty.write_formula(1, 4, "=SUM(B2:B9)", None, 0)
    faulty.write_number(1, 5, 123456789012345678)
    faulty.write_string(1, 6, "好")
    faulty.write_row(2, 0, ["乙局", 1, "2026-02-30", "9:00"])
    faulty.write_formula(2, 4, "=NA()", None, "#N/A")
    faulty.write_string(2, 5, "000-1")
    faulty.write_string(2, 6, "=HYPERLINK(1)")
    worked = book.add_worksheet("已算出")
    for column, name in enumerate(HEAD):
        worked.write(0, column, name)
    for number, fee in [(1, 0), (2, 12.5)]:
        worked.write_row(number, 0, [f"第{number}局", 1, "2026-09-01", "9:00"])
        worked.write_formula(number, 4, "=1-1", None, fee)
        worked.write_row(number, 5, ["000-1", "好"])
    book.close()


def sheets(path):
    """A list beside what people leave in the same file: how to fill it in, an old list that is hidden, a sheet with nothing in it."""
    book = xlsxwriter.Workbook(str(path))
    told = book.add_worksheet("填表说明")
    told.write(0, 0, "每个单位一行，电话写全")
    told.activate()
    for name, unit in [("底稿", "旧单位"), ("名单", "青川区示例局")]:
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["单位", "人数"])
        sheet.write_row(1, 0, [unit, 3])
        if name == "底稿":
            sheet.hide()
    book.add_worksheet("Sheet3")
    book.close()


def open_document(path):
    def cell(value):
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        if value.startswith("2026-"):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value}</text:p></table:table-cell>'
        if value.startswith("PT"):
            return f'<table:table-cell office:value-type="time" office:time-value="{value}"><text:p>9:30</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    rows = [
        ["单位", "人数", "日期", "时间", "费用", "电话", "说明"],
        ["青川区示例局", 3.0, "2026-09-01", "PT09H30M00S", 1234.5, 13800000000.0, "甲"],
        ["白石区示例局", 12.0, "2026-10-15", "PT14H05M00S", 800.0, 13900000000.0, "乙"],
    ]
    table = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ["office", "table", "text"])
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="名单">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(zipfile.ZipInfo("mimetype"), kind)
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", manifest)


folder = Path(sys.argv[1])
workbook(folder / "rows.xlsx")
sheets(folder / "sheets.xlsx")
open_document(folder / "rows.ods")
