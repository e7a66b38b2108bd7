package org.ridgeless.lab.gallery;

import org.ridgeless.display.Html;

/** The pictures of an experiment with the slider that chooses one, and what would break the theorem beside each. */
final class Shots {
    private final Exhibit exhibit;
    private final String folder;
    private final String page;

    private Shots(Exhibit exhibit, String folder, String page) {
        this.exhibit = exhibit;
        this.folder = folder;
        this.page = page;
    }

    /**
     * @param folder the way from the page to the folder of the experiments, empty or ending in a slash
     * @param page where a picture leads, or the empty text
     */
    static String of(Exhibit exhibit, String folder, String page) {
        return new Shots(exhibit, folder, page).html();
    }

    private String html() {
        StringBuilder html = new StringBuilder("<div class=\"shots\">\n");
        boolean moves = exhibit.shots().size() > 1;
        if (moves) {
            html.append(slider(exhibit.dial(), exhibit.start()));
        }
        for (int i = 0; i < exhibit.shots().size(); i++) {
            Shot shot = exhibit.shots().get(i);
            html.append(i == exhibit.start() ? "<div class=\"shot\">\n" : "<div class=\"shot\" hidden>\n");
            html.append(picture(shot));
            if (moves) {
                html.append("<p class=\"over setting\">")
                        .append(Html.escape(exhibit.dial().option() + " = " + shot.value()))
                        .append(": ")
                        .append(Page.badge(shot))
                        .append("</p>\n");
            }
            html.append(rivals(shot)).append("</div>\n");
        }
        return html.append("</div>\n").toString();
    }

    private String slider(Dial dial, int start) {
        String id = "dial-" + exhibit.name();
        StringBuilder values = new StringBuilder();
        exhibit.shots()
                .forEach(shot -> values.append(values.isEmpty() ? "" : " ").append(shot.value()));
        return "<div class=\"dial\" hidden><label for=\"" + id + "\">" + Html.escape(dial.option())
                + "</label> <input type=\"range\" id=\"" + id + "\" min=\"0\" max=\""
                + (exhibit.shots().size() - 1) + "\" value=\"" + start + "\" data-values=\"" + values
                + "\" aria-valuetext=\"" + exhibit.shots().get(start).value() + "\"> <output for=\"" + id + "\">"
                + exhibit.shots().get(start).value() + "</output>\n<p>" + Html.escape(capital(dial.help()))
                + ". Each value was run when this page was made.</p></div>\n";
    }

    private String picture(Shot shot) {
        String file = folder + shot.picture();
        String figure = "<figure><picture><source media=\"(max-width: 36rem)\" srcset=\"" + file
                + ".small.png\" width=\"" + Thumbnail.WIDTH + "\" height=\"" + shot.smallHeight() + "\"><img src=\""
                + file + ".png\" alt=\"" + Html.escape(shot.caption()) + "\" width=\"" + shot.width() + "\" height=\""
                + shot.height() + "\" loading=\"lazy\"></picture></figure>";
        return page.isEmpty()
                ? figure + "\n"
                : "<a class=\"picture\" href=\"" + page + "\" tabindex=\"-1\">" + figure + "</a>\n";
    }

    private static String rivals(Shot shot) {
        if (shot.rivals().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<details class=\"break\"><summary>Break this theorem</summary>\n");
        html.append("<p>A wrong theory would have to lie where the data are. Each bar shows what is accepted around a"
                + " number, or the confidence interval of what was observed.</p>\n");
        for (Rivalry rivalry : shot.rivals()) {
            String where = rivalry.cell().isEmpty() ? "" : ", " + rivalry.cell();
            html.append("<div class=\"rivalry\">\n<h4>")
                    .append(Html.escape(capital(rivalry.rival())))
                    .append("</h4>\n<p>In place of: ")
                    .append(Html.escape(rivalry.claim() + where))
                    .append("</p>\n")
                    .append(RivalPicture.svg(rivalry))
                    .append("<p class=\"data\">")
                    .append(rivalry.sentence())
                    .append("</p>\n</div>\n");
        }
        return html.append("</details>\n").toString();
    }

    private static String capital(String text) {
        boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1)) && text.charAt(0) < 128;
        return word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }
}
