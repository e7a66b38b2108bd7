package org.ridgeless.kernel.magics;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.List;

/** {@code %%html} and its like: a cell that is shown as what it is. */
final class MarkupMagics {
    private MarkupMagics() {}

    static List<Magic> all() {
        return List.of(
                shown("html HTML", "text/html", "HTML"),
                shown("javascript js", "application/javascript", "JavaScript, which runs in the notebook's page"),
                shown("latex", "text/latex", "LaTeX"),
                shown("markdown md", "text/markdown", "Markdown"),
                shown("svg SVG", "image/svg+xml", "a picture in SVG"));
    }

    private static Magic shown(String names, String mimeType, String what) {
        String name = names.replaceAll(" .*", "");
        return SimpleMagic.cell(
                names, "%%" + name + "\nShows the rest of the cell as " + what + ".", (call, session) -> {
                    DisplayData data = new DisplayData();
                    data.putData(mimeType, call.body());
                    data.putText(call.body());
                    session.display(data);
                    return null;
                });
    }
}
