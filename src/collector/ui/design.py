"""How the window looks: colours, spaces, sizes of type, and the one style sheet made of them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from collector.settings import Settings

Look = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """The colours of a look.  A ``wash`` is the soft ground of the colour before it."""

    page: str
    sheet: str
    rail: str
    hairline: str
    edge: str
    ink: str
    soft: str
    accent: str
    on_accent: str
    accent_over: str
    accent_wash: str
    amber: str
    amber_wash: str
    green: str
    green_wash: str
    red: str
    red_wash: str


# ``edge`` outlines what can be typed into or pressed: 3:1 on its ground (WCAG 2.2, 1.4.11).
PALETTES: Final[dict[Look, Palette]] = {
    "light": Palette(
        page="#f7f5f1",
        sheet="#fffdfa",
        rail="#efebe4",
        hairline="#e2dcd2",
        edge="#8d877c",
        ink="#23262b",
        soft="#5f5f5b",
        accent="#1f5f66",
        on_accent="#ffffff",
        accent_over="#194d53",
        accent_wash="#e0ecec",
        amber="#805300",
        amber_wash="#fbf0d9",
        green="#2f6b3c",
        green_wash="#e3f0e4",
        red="#8c2f2b",
        red_wash="#f8e6e3",
    ),
    "dark": Palette(
        page="#16181b",
        sheet="#1d2024",
        rail="#121416",
        hairline="#2d3136",
        edge="#6b7178",
        ink="#e8e6e1",
        soft="#a3a3a3",
        accent="#6fb3b8",
        on_accent="#16181b",
        accent_over="#8cc6ca",
        accent_wash="#1f3235",
        amber="#e2b45c",
        amber_wash="#33291a",
        green="#8cc397",
        green_wash="#1d2c20",
        red="#e39a94",
        red_wash="#37211f",
    ),
}

TEXT: Final = "Noto Sans"
MONO: Final = "Noto Sans Mono"

# Pixels at 100 %.  Type grows with the person's choice, space does not: 200 % must still fit.
TITLE, BODY, WORDS, HINT, QUESTION, HEADING = 25, 15, 17, 13, 30, 17
ROUND: Final = 11  # of the marks beside what was checked; it grows with the type
MARGIN, BLOCK, GAP, TIGHT = 40, 30, 16, 8
READABLE: Final = 640
RAIL: Final = 196


def look(settings: Settings) -> Look:
    """Return whether the window is light or dark now; light where the system does not say."""
    if settings.theme != "system":
        return settings.theme
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def palette(settings: Settings) -> Palette:
    """Return the colours of now.  Ask while drawing: the system may turn dark at any moment."""
    return PALETTES[look(settings)]


def pixels(size: int, settings: Settings) -> int:
    """Return a size of type in pixels for the person's choice."""
    return round(size * settings.text_size / 100)


def readable(settings: Settings) -> int:
    """Return the widest a column of text may be; it grows with the type, up to a limit."""
    return min(pixels(READABLE, settings), 960)


def style_sheet(settings: Settings) -> str:
    """Return the style of the whole window."""
    sizes = {
        "title": TITLE,
        "body": BODY,
        "words": WORDS,
        "hint": HINT,
        "question": QUESTION,
        "heading": HEADING,
        "tick": 18,
        "open": 14,
        "round": ROUND,
    }
    now = look(settings)
    facts = vars(PALETTES[now]) | {f"px_{name}": pixels(px, settings) for name, px in sizes.items()}
    facts["px_radio"] = facts["px_tick"] // 2 + 1
    for mark in ("tick", "open"):
        file = files("collector.ui").joinpath("marks", f"{mark}-{now}.svg")
        facts[f"{mark}_mark"] = Path(str(file)).as_posix()
    return _SHEET.substitute(facts, text=TEXT, mono=MONO)


_SHEET: Final = Template("""
QWidget#page, QWidget#window, QDialog, QFileDialog, QMessageBox { background: $page; }
QWidget#rail { background: $rail; border-right: 1px solid $hairline; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QToolTip { background: $sheet; color: $ink; border: 1px solid $edge; padding: 4px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${px_title}px; font-weight: bold; }
QLabel[kind="question"] { font-size: ${px_question}px; font-weight: bold; }
QLabel[kind="heading"] { font-size: ${px_heading}px; font-weight: bold; }
QLabel[kind="strong"] { font-weight: bold; }
QLabel[kind="hint"], QLabel[kind="overline"] { font-size: ${px_hint}px; color: $soft; }
QLabel[kind="soft"] { color: $soft; }
QLabel[kind="lead"] { font-size: ${px_words}px; color: $soft; }
QLabel[kind="words"] { font-size: ${px_words}px; }
QLabel[kind="code"] { font-family: "$mono"; }
QLabel[kind="suggested"] { font-family: "$mono"; font-size: ${px_title}px; }
QLabel[kind="problem"] { font-size: ${px_hint}px; color: $red; }
QLabel[kind="chip"] { font-size: ${px_hint}px; border-radius: 10px; padding: 2px 10px; }
QLabel[tone="accent"] { color: $accent; background: $accent_wash; }
QLabel[tone="amber"] { color: $amber; background: $amber_wash; }
QLabel[tone="green"] { color: $green; background: $green_wash; }
QLabel[tone="red"] { color: $red; background: $red_wash; }
QLabel[kind="mark"] { font-size: ${px_hint}px; border-radius: ${px_round}px; }

QFrame[kind="sheet"] { background: $sheet; border: 1px solid $hairline; border-radius: 12px; }
QFrame[kind="banner"] { border: none; border-radius: 12px; }
QFrame[kind="banner"][tone="amber"] { background: $amber_wash; }
QFrame[kind="banner"][tone="red"] { background: $red_wash; }
QFrame[kind="banner"][tone="green"] { background: $green_wash; }
QFrame[kind="banner"][tone="accent"] { background: $accent_wash; }
QFrame[kind="line"] { background: $hairline; border: none; min-height: 1px; max-height: 1px; }
QFrame[kind="drop"] { border: 1px dashed $edge; border-radius: 12px; background: transparent; }
QFrame[kind="drop"][over="true"] { border: 2px dashed $accent; background: $accent_wash; }

QPushButton { border-radius: 8px; padding: 10px 18px; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; font-weight: bold; border: 2px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_over; border-color: $accent_over; }
QPushButton[kind="primary"]:focus { border-color: $ink; }
QPushButton[kind="primary"]:disabled {
  background: $hairline; color: $soft; border-color: $hairline; }
QPushButton[kind="outlined"], QDialog QPushButton {
  background: $sheet; border: 1px solid $edge; padding: 11px 19px; }
QPushButton[kind="outlined"]:hover, QDialog QPushButton:hover { background: $accent_wash; }
QPushButton[kind="outlined"]:focus, QDialog QPushButton:focus {
  border: 2px solid $accent; padding: 10px 18px; }
QPushButton[kind="outlined"]:disabled { color: $soft; border-color: $hairline; }
QPushButton[kind="link"] {
  background: transparent; border: 2px solid transparent; color: $accent; padding: 4px 4px 4px 1px;
  text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="link"]:disabled { color: $soft; }
QPushButton[kind="rail"] {
  background: transparent; border: 1px solid transparent; padding: 10px 12px; text-align: left; }
QPushButton[kind="rail"]:hover { background: $page; }
QPushButton[kind="rail"]:focus { border: 1px solid $accent; }
QPushButton[kind="rail"][lit="true"] {
  background: $sheet; border: 1px solid $hairline; font-weight: bold; }
QPushButton[kind="rail"][lit="true"]:focus { border: 1px solid $accent; }
QPushButton[kind="lock"] {
  background: $sheet; border: 1px solid $edge; padding: 10px 12px; text-align: left; }
QPushButton[kind="lock"]:hover { background: $accent_wash; }
QPushButton[kind="lock"]:focus { border: 2px solid $accent; padding: 9px 11px; }
QPushButton[kind="step"] {
  background: transparent; border: 1px solid transparent; padding: 8px 12px; text-align: left;
  color: $soft; }
QPushButton[kind="step"]:hover { background: $rail; }
QPushButton[kind="step"]:focus { border-color: $accent; }
QPushButton[kind="step"][lit="true"] {
  background: $sheet; border: 1px solid $hairline; color: $ink; font-weight: bold; }

QFileDialog QToolButton {
  background: $sheet; border: 1px solid $edge; border-radius: 8px; padding: 9px 14px; }
QFileDialog QToolButton:hover { background: $accent_wash; }
QFileDialog QToolButton:focus { border: 2px solid $accent; padding: 8px 13px; }
QFileDialog QToolButton:disabled { color: $soft; border-color: $hairline; }

QPushButton[kind="card"] {
  background: $sheet; border: 1px solid $edge; border-radius: 12px; padding: 16px 20px;
  text-align: left; }
QPushButton[kind="card"]:hover { background: $accent_wash; }
QPushButton[kind="card"]:focus, QPushButton[kind="card"][lit="true"] {
  border: 2px solid $accent; padding: 15px 19px; }
QPushButton[kind="card"][lit="true"] { background: $accent_wash; }

QLineEdit, QComboBox, QSpinBox {
  background: $sheet; border: 1px solid $edge; border-radius: 8px; padding: 9px 12px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent; padding: 8px 11px; }
QLineEdit[kind="large"] { padding: 13px 15px; }
QLineEdit[kind="large"]:focus { padding: 12px 14px; }
QLineEdit:disabled, QComboBox:disabled { color: $soft; }
QComboBox::drop-down { border: none; width: 34px; }
QComboBox::down-arrow {
  image: url("$open_mark"); width: ${px_open}px; height: ${px_open}px; }
QComboBox QAbstractItemView {
  background: $sheet; border: 1px solid $edge; selection-background-color: $accent_wash;
  selection-color: $ink; padding: 4px; }
QPlainTextEdit {
  background: $sheet; border: 1px solid $edge; border-radius: 12px; padding: 12px 16px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 11px 15px; }
QPlainTextEdit[kind="words"] { font-size: ${px_words}px; padding: 22px 28px; }
QPlainTextEdit[kind="words"]:focus { padding: 21px 27px; }
QPlainTextEdit[kind="words"][readOnly="true"] { border-color: $hairline; }
QPlainTextEdit[kind="words"][readOnly="true"]:focus { border-color: $accent; }

QRadioButton, QCheckBox {
  background: transparent; spacing: 0; padding: 2px; border: 2px solid transparent;
  border-radius: 6px; }
QRadioButton:focus, QCheckBox:focus { border-color: $accent; }
QRadioButton::indicator, QCheckBox::indicator {
  width: ${px_tick}px; height: ${px_tick}px; border: 1px solid $edge; background: $sheet; }
QRadioButton::indicator { border-radius: ${px_radio}px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked, QCheckBox::indicator:checked { border-color: $accent; }
QRadioButton::indicator:checked { background: qradialgradient(cx:0.5, cy:0.5, radius:0.5,
  fx:0.5, fy:0.5, stop:0 $accent, stop:0.5 $accent, stop:0.6 $sheet, stop:1 $sheet); }
QCheckBox::indicator:checked { background: $accent; image: url("$tick_mark"); }

QProgressBar { background: $hairline; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QTableView, QListView, QTreeView {
  background: $sheet; border: 1px solid $hairline; border-radius: 12px; gridline-color: $hairline;
  selection-background-color: $accent_wash; selection-color: $ink;
  alternate-background-color: $sheet; }
QTableView::item { padding: 0 5px; border-bottom: 1px solid $hairline; }
QTableView:focus, QListView:focus { border: 1px solid $accent; }
QHeaderView { background: transparent; }
QHeaderView::section {
  background: transparent; color: $soft; font-size: ${px_hint}px; border: none;
  border-bottom: 1px solid $hairline; padding: 10px 8px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $sheet; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 8px 16px; border-radius: 6px; }
QMenu::item:selected { background: $accent_wash; }
""")
