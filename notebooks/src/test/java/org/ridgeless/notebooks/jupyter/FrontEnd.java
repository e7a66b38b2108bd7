package org.ridgeless.notebooks.jupyter;

import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.notebooks.NotebookFile;

/**
 * Who runs a notebook. Both front ends send a kernel the same messages and the headless runner runs every notebook besides,
 * so each notebook meets one of them: in turns, as a run of all takes minutes.
 */
enum FrontEnd {
    BROWSER,
    NBCONVERT;

    List<NotebookFile> notebooks() {
        List<NotebookFile> all = NotebookFile.all();
        return IntStream.range(0, all.size())
                .filter(i -> i % values().length == ordinal())
                .mapToObj(all::get)
                .toList();
    }
}
