package org.ridgeless.plots;

import java.awt.Dimension;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Pictures as SVG by Apache Batik, with text as text. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    /** Hundredths of a pixel. */
    private static final int DECIMALS = 2;
    /** Verdana has the widths of DejaVu Sans, from which it descends, on machines without it. */
    private static final String FONT = "'DejaVu Sans'";

    private static final String FONTS = "'DejaVu Sans', Verdana, sans-serif";

    private Svg() {}

    static String of(Plot plot) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        context.setPrecision(DECIMALS);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(plot.width(), plot.height()));
        plot.paint(graphics);
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + plot.width() + " " + plot.height());
        Element title = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
        title.setTextContent(plot.caption());
        root.insertBefore(title, root.getFirstChild());
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new IllegalStateException("the picture cannot be written as SVG: " + e.getMessage(), e);
        }
        return text.toString().replace(FONT, FONTS).replaceFirst("(?s)<!DOCTYPE.*?>\\s*", "");
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML documents", e);
        }
    }
}
