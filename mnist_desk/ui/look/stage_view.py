"""One stage on the way from the drawing to the network's picture, as a small picture."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.drawing import Drawing
from mnist_desk.core.grey import ink_extent
from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.picture import BOX, CENTRE, FINENESS, Prepared
from mnist_desk.core.raster import DRAWN_PEN
from mnist_desk.core.stages import ALL, Stages

from ..widgets.images import grey_image
from ..widgets.ink_painting import ink_bounds, paint_lines, round_pen
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import DARK, FOR, SMALL, SMALL_RADIUS, TINY, colours

_MARK = QColor(*FOR)


class StageView(QWidget):
    """A square sheet on which a stage is painted; subclasses say what and how large it is."""

    side = float(SIDE)
    """Units along the sheet."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name: what a screen reader calls it."""
        super().__init__(parent)
        speak_as(self, Role.Graphic, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._drawing: Drawing = Ink()
        self._prepared: Prepared | None = None
        self._stages = ALL
        self._image: QImage | None = None
        self._off = False
        self._tell()

    def set_off(self, off: bool) -> None:
        """Mark the stage as switched off."""
        if off != self._off:
            self._off = off
            self._tell()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, 140)

    def show_stage(self, drawing: Drawing, prepared: Prepared, stages: Stages) -> None:
        self._drawing, self._stages = drawing, stages
        self._prepared = prepared if drawing else None
        self._image = None
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self._prepared is None:
            tell(self, self.tr("nothing is drawn"))
        else:
            told = self.in_words(self._prepared)
            tell(self, self.tr("{what}; switched off").format(what=told) if self._off else told)

    def in_words(self, prepared: Prepared) -> str:
        """What there is to see, for those who do not."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min(self.width(), self.height())
        painter.translate((self.width() - side) / 2, 0)
        sheet = QRectF(0.5, 0.5, side - 1, side - 1)
        painter.fillRect(sheet, self.paper())
        painter.save()
        painter.setClipRect(sheet)
        painter.scale(side / self.side, side / self.side)
        if self._prepared is not None:
            self.paint_stage(painter, self._prepared)
        painter.restore()
        if self._prepared is None:
            painter.setPen(QColor(self.quiet()))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, self.tr("Draw\na digit"))
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.drawRect(sheet)
        if self._off:
            self._paint_off(painter, sheet)

    def _paint_off(self, painter: QPainter, sheet: QRectF) -> None:
        c, word = colours(), self.tr("off")
        width = painter.fontMetrics().horizontalAdvance(word) + 2 * SMALL
        height = painter.fontMetrics().height() + 2
        tag = QRectF(sheet.right() - width - TINY, TINY, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.second))
        painter.drawRoundedRect(tag, SMALL_RADIUS, SMALL_RADIUS)
        painter.setPen(QColor(c.base))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)

    def paper(self) -> QColor:
        return QColor("black")

    def quiet(self) -> str:
        """The colour of words on the paper."""
        return DARK.quiet

    def paint_stage(self, painter: QPainter, prepared: Prepared) -> None:
        raise NotImplementedError

    def _paint_fine(self, painter: QPainter, prepared: Prepared, corner: QPointF) -> None:
        if not prepared.fine.size:
            return
        if self._image is None:
            self._image = grey_image(prepared.fine)
        height, width = prepared.fine.shape
        painter.drawImage(QRectF(corner, QSizeF(width, height) / FINENESS), self._image)


class InkView(StageView):
    """The drawing as it is on the canvas, with the box around its ink."""

    side = float(CANVAS)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Your drawing, with the box around its ink"), parent)
        self.setObjectName("inkStage")

    def in_words(self, prepared: Prepared) -> str:
        if not isinstance(self._drawing, Ink):
            return self.tr("a picture that was brought in")
        box = self._around(self._drawing)
        return self.tr("ink {width:.0f} wide and {height:.0f} high on a sheet of 280").format(
            width=box.width(), height=box.height()
        )

    def paper(self) -> QColor:
        return QColor(colours().base) if isinstance(self._drawing, Ink) else QColor("black")

    def quiet(self) -> str:
        return colours().quiet

    def paint_stage(self, painter: QPainter, prepared: Prepared) -> None:
        drawing = self._drawing
        if isinstance(drawing, Ink):
            around = self._paint_ink(painter, drawing)
        else:
            height, width = drawing.grey.shape
            scale = CANVAS / max(height, width)
            painter.translate((CANVAS - width * scale) / 2, (CANVAS - height * scale) / 2)
            painter.scale(scale, scale)
            if self._image is None:
                self._image = grey_image(drawing.grey)
            painter.drawImage(0, 0, self._image)
            left, top, right, bottom = ink_extent(drawing.grey) or (0, 0, 0, 0)
            around = QRectF(QPointF(left, top), QPointF(right, bottom))
        painter.setPen(_cosmetic(QColor(colours().accent)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(around)

    def _paint_ink(self, painter: QPainter, ink: Ink) -> QRectF:
        """Returns the box around the ink, the width of its lines included."""
        paint_lines(painter, ink, round_pen(QColor(colours().text), DRAWN_PEN))
        return self._around(ink)

    def _around(self, ink: Ink) -> QRectF:
        half = DRAWN_PEN / 2
        return ink_bounds(ink).adjusted(-half, -half, half, half)


class BoxView(StageView):
    """The ink scaled to the box of 20 x 20 pixels; the whole sheet when that is off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The ink scaled to 20 by 20 pixels"), parent)
        self.setObjectName("boxStage")

    def in_words(self, prepared: Prepared) -> str:
        left, top, right, bottom = prepared.ink
        return self.tr("ink {width:.0f} wide and {height:.0f} high of 28 pixels").format(
            width=right - left, height=bottom - top
        )

    def paint_stage(self, painter: QPainter, prepared: Prepared) -> None:
        self._paint_fine(painter, prepared, middle_corner(prepared, self._stages))
        if self._stages.box:
            painter.setPen(_cosmetic(_MARK))
            edge = (SIDE - BOX) / 2
            painter.drawRect(QRectF(edge, edge, BOX, BOX))


class CentreView(StageView):
    """Where the ink comes to lie: its centre of mass, and how far it was moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The centre of mass, moved to the centre"), parent)
        self.setObjectName("centreStage")

    def in_words(self, prepared: Prepared) -> str:
        moved = QPointF(*prepared.corner) - middle_corner(prepared, self._stages)
        return self.tr("moved by {x:+.1f} pixels to the right and {y:+.1f} down").format(
            x=moved.x(), y=moved.y()
        )

    def paint_stage(self, painter: QPainter, prepared: Prepared) -> None:
        self._paint_fine(painter, prepared, QPointF(*prepared.corner))
        faint = QColor(_MARK)
        faint.setAlpha(110)
        painter.setPen(_cosmetic(faint, Qt.PenStyle.DotLine))
        painter.drawLines([QLineF(CENTRE, 0, CENTRE, SIDE), QLineF(0, CENTRE, SIDE, CENTRE)])
        mass = QPointF(*prepared.mass)
        now = QPointF(*prepared.corner) + mass
        before = middle_corner(prepared, self._stages) + mass
        painter.setPen(QPen(QColor(DARK.second), 0.45, Qt.PenStyle.SolidLine))
        if self._stages.centre and QLineF(before, now).length() > 0.1:
            painter.drawLine(before, now)
        painter.setBrush(QColor(DARK.second))
        painter.setPen(QPen(QColor("black"), 0.25))
        painter.drawEllipse(now, 0.85, 0.85)


def middle_corner(prepared: Prepared, stages: Stages) -> QPointF:
    """The corner of the fine picture when its box, or the whole sheet, is in the middle."""
    if not stages.box:
        height, width = prepared.fine.shape
        return QPointF(SIDE - width / FINENESS, SIDE - height / FINENESS) / 2
    left, top, right, bottom = prepared.ink
    return QPointF(SIDE - left - right, SIDE - top - bottom) / 2


def _cosmetic(colour: QColor, style: Qt.PenStyle = Qt.PenStyle.DashLine) -> QPen:
    pen = QPen(colour, 1, style)
    pen.setCosmetic(True)
    return pen
