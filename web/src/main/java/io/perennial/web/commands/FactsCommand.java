package io.perennial.web.commands;

import io.perennial.insights.KeepFacts;
import io.perennial.insights.SettleSegments;
import org.springframework.stereotype.Component;

/** Gathers what is known of all members anew, and judges their segments. */
@Component
class FactsCommand implements Command {

    private static final int TOLD_EACH = 50_000;

    private final KeepFacts facts;
    private final SettleSegments segments;

    FactsCommand(KeepFacts facts, SettleSegments segments) {
        this.facts = facts;
        this.segments = segments;
    }

    @Override
    public String name() {
        return "facts";
    }

    @Override
    public String usage() {
        return "(nothing more)";
    }

    @Override
    public int run(Arguments arguments) {
        if (!arguments.fit(0)) {
            return ExitCode.USAGE;
        }
        var members = facts.rebuild(done -> {
            if (done % TOLD_EACH == 0) {
                System.out.printf("%,d members%n", done);
            }
        });
        facts.setCutPoints();
        var settled = segments.publishedOnes();
        System.out.printf(
                "The facts of %,d members were gathered anew; %,d judgements, %,d moves.%n",
                members, settled.judged(), settled.moved());
        return ExitCode.DONE;
    }
}
