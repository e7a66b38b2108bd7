package org.ridgeless.plots;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;

/** Pictures as PDF by Apache PDFBox, with text as text and the letters that occur inside. */
final class Pdf {
    /** A logical pixel is 1/96 inch, a point 1/72 inch. */
    private static final float POINTS = 0.75f;

    private Pdf() {}

    static byte[] of(Plot plot) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(POINTS * plot.width(), POINTS * plot.height()));
            document.addPage(page);
            document.getDocumentInformation().setTitle(plot.caption());
            PDFormXObject form = form(document, plot);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getScaleInstance(POINTS, POINTS));
                content.drawForm(form);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the picture cannot be written as PDF: " + e.getMessage(), e);
        }
    }

    private static PDFormXObject form(PDDocument document, Plot plot) throws IOException {
        PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, plot.width(), plot.height());
        try (Text text = new Text(document)) {
            graphics.setFontTextDrawer(text);
            plot.paint(graphics);
        } finally {
            graphics.dispose();
        }
        return graphics.getXFormObject();
    }

    /** Finds the file of each of the charts' fonts; letters in any other font are drawn as outlines. */
    private static final class Text extends PdfBoxGraphics2DFontTextDrawer {
        private final PDDocument document;
        private final PDFont[] loaded = new PDFont[Fonts.FILES.length];

        Text(PDDocument document) {
            this.document = document;
        }

        @Override
        protected PDFont mapFont(Font font, IFontTextDrawerEnv env) throws IOException {
            int style = Fonts.styleOf(font);
            if (style < 0) {
                return null;
            }
            if (loaded[style] == null) {
                loaded[style] = PDType0Font.load(document, Fonts.open(style));
            }
            return loaded[style];
        }
    }
}
