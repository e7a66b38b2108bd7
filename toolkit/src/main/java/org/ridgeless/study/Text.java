package org.ridgeless.study;

import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/** Text that shows itself, as Markdown or as it is. */
public final class Text implements Displayable {
    private final String content;
    private final boolean markdown;

    private Text(String content, boolean markdown) {
        this.content = content;
        this.markdown = markdown;
    }

    static Text markdown(String content) {
        return new Text(content, true);
    }

    static Text plain(String content) {
        return new Text(content, false);
    }

    @Override
    public MimeBundle mime() {
        MimeBundle text = MimeBundle.text(content);
        return markdown ? text.with(MimeBundle.MARKDOWN, content) : text;
    }

    @Override
    public String toString() {
        return content;
    }
}
