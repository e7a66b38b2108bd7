package org.ridgeless.notebooks.jupyter;

import java.util.List;
import org.ridgeless.notebooks.NotebookFile;

/**
 * Who runs a notebook. Both front ends send a kernel the same messages, and the headless runner runs every notebook besides: the
 * gate shows some to each, the first ones in the browser and the last one to nbconvert, and {@code -Dridgeless.front.ends=all}
 * all to both.
 */
enum FrontEnd {
    BROWSER,
    NBCONVERT;

    List<NotebookFile> notebooks() {
        List<NotebookFile> all = NotebookFile.all();
        if (System.getProperty("ridgeless.front.ends", "some").equals("all")) {
            return all;
        }
        return this == BROWSER ? all.subList(0, 2) : all.subList(all.size() - 1, all.size());
    }
}
