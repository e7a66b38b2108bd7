package org.ridgeless.kernel.notebook.html;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of HTML may stand in Markdown: the page of a notebook shows its text and runs none of it. */
final class SafeHtml {
    private static final Pattern WITH_CONTENT = Pattern.compile(
            "<(script|style|iframe|object|embed|applet|template|noscript|textarea|title|svg|math)\\b.*?(</\\1\\s*>|\\z)"
                    + "|<!--.*?(-->|\\z)|<[!?].*?(>|\\z)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][\\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([A-Za-z_:][\\w:.-]*)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?");
    private static final Set<String> TAGS = Set.of(
            ("a abbr audio b blockquote br caption center code col colgroup dd del details dfn div dl dt em figcaption figure"
                            + " font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp small source span"
                            + " strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var video wbr")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            ("align alt border cellpadding cellspacing class color colspan controls dir height href id lang loop name open poster"
                            + " rel rowspan size span src start style target title type valign value width")
                    .split(" "));
    private static final Set<String> ADDRESSES = Set.of("href", "src", "poster");
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("data:image/[a-z0-9.+-]+[;,].*", Pattern.DOTALL);
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#x([0-9a-f]+)|#(\\d+)|(colon|tab|newline|amp));?", Pattern.CASE_INSENSITIVE);

    private SafeHtml() {}

    /** The tags and attributes that lay text out, without what runs, loads pages or sends. */
    static String of(String html) {
        Matcher tags = TAG.matcher(WITH_CONTENT.matcher(html).replaceAll(""));
        return tags.replaceAll(found -> Matcher.quoteReplacement(
                found.group(2) == null ? "&lt;" : tag(found.group(1), found.group(2), found.group(3))));
    }

    private static String tag(String slash, String name, String attributes) {
        if (!TAGS.contains(name.toLowerCase(Locale.ROOT))) {
            return "";
        }
        StringBuilder tag = new StringBuilder("<").append(slash).append(name);
        Matcher all = ATTRIBUTE.matcher(attributes);
        while (all.find()) {
            String attribute = all.group(1).toLowerCase(Locale.ROOT);
            String value = all.group(2) == null ? "" : all.group(2).replaceAll("^[\"']|[\"']$", "");
            if (ATTRIBUTES.contains(attribute) && (!ADDRESSES.contains(attribute) || isSafeAddress(value))) {
                tag.append(' ')
                        .append(attribute)
                        .append("=\"")
                        .append(value.replace("\"", "&quot;"))
                        .append('"');
            }
        }
        return tag.append(attributes.strip().endsWith("/") ? "/>" : ">").toString();
    }

    /** Whether an address leads to a page or a picture and runs nothing; browsers pass over white space and entities in it. */
    static boolean isSafeAddress(String address) {
        String plain = ENTITY.matcher(address)
                .replaceAll(
                        found -> Matcher.quoteReplacement(character(found.group(1), found.group(2), found.group(3))))
                .replaceAll("[\\x00-\\x20\\x7f]", "")
                .toLowerCase(Locale.ROOT);
        Matcher scheme = SCHEME.matcher(plain);
        return !scheme.matches()
                || Set.of("http", "https", "mailto", "ftp", "attachment").contains(scheme.group(1))
                || PICTURE.matcher(plain).matches();
    }

    private static String character(String hexadecimal, String decimal, String name) {
        if (name != null) {
            return name.equalsIgnoreCase("colon") ? ":" : name.equalsIgnoreCase("amp") ? "&" : "";
        }
        try {
            int code = hexadecimal != null ? Integer.parseInt(hexadecimal, 16) : Integer.parseInt(decimal);
            return Character.isValidCodePoint(code) ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
