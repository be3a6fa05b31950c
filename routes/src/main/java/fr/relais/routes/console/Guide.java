package fr.relais.routes.console;

import fr.relais.routes.operations.Runbook;
import java.util.Optional;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The runbook, page by page. */
@Controller
class Guide {

    private final Runbook runbook = Runbook.load();
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    /** What to do about that code; empty when nobody has written it. */
    Optional<String> html(String code) {
        return runbook.of(code).map(text -> html.render(markdown.parse(text)));
    }

    @GetMapping("/console/guide/{code}")
    String page(@PathVariable String code, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("guide", html(code).orElseThrow(Frame::absent));
        return "console/guide";
    }
}
