package org.ridgeless.kernel.notebook.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java code with its words marked for the style sheet. */
final class JavaColours {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment>//[^\\n]*|/\\*.*?(?:\\*/|$))\
            |(?<magic>(?m:^)%{1,2}[A-Za-z][^\\n]*|(?m:^)![^\\n]*)\
            |(?<string>\"""(?:\\\\.|[^\\\\])*?\"""|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])+')\
            |(?<annotation>@[A-Za-z_][\\w.]*)\
            |(?<number>\\b(?:0[xX][\\da-fA-F_.]+(?:[pP][+-]?\\d+)?|0[bB][01_]+|\\d[\\d_]*(?:\\.[\\d_]*)?(?:[eE][+-]?\\d+)?|\\.\\d[\\d_]*(?:[eE][+-]?\\d+)?)[lLfFdD]?)\
            |(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum|extends|\
            final|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|package|permits|private|\
            protected|public|record|return|sealed|short|static|strictfp|super|switch|synchronized|this|throw|throws|transient|\
            try|var|void|volatile|while|yield|true|false|null)\\b)\
            |(?<type>\\b[A-Z]\\w*\\b)\
            |(?<call>\\b[a-z_]\\w*(?=\\())""", Pattern.DOTALL);

    private static final String[] KINDS = {
        "comment", "magic", "string", "annotation", "number", "keyword", "type", "call"
    };

    private JavaColours() {}

    static String html(String code) {
        StringBuilder html = new StringBuilder();
        Matcher matcher = TOKEN.matcher(code);
        int end = 0;
        while (matcher.find()) {
            html.append(Html.escape(code.substring(end, matcher.start())));
            html.append("<span class=\"").append(kind(matcher)).append("\">");
            html.append(Html.escape(matcher.group())).append("</span>");
            end = matcher.end();
        }
        return html.append(Html.escape(code.substring(end))).toString();
    }

    private static String kind(Matcher matcher) {
        for (String kind : KINDS) {
            if (matcher.group(kind) != null) {
                return kind;
            }
        }
        throw new IllegalStateException("every alternative of the pattern is named");
    }
}
