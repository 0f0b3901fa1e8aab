package io.perennial.web.commands;

import java.util.List;

/** One thing that an operator can ask for. */
interface Command {

    /** The word that asks for it. */
    String name();

    /** What follows the word, for the one who mistyped it. */
    String usage();

    /** @return one of {@link ExitCode} */
    int run(Arguments arguments) throws Exception;

    /** Words that stand alone, and options as {@code --name=value} or {@code --name}. */
    record Arguments(List<String> words, java.util.Map<String, String> options) {

        static Arguments of(List<String> written) {
            var words = new java.util.ArrayList<String>();
            var options = new java.util.LinkedHashMap<String, String>();
            for (var each : written) {
                if (each.startsWith("--")) {
                    var end = each.indexOf('=');
                    options.put(
                            each.substring(2, end < 0 ? each.length() : end), end < 0 ? "" : each.substring(end + 1));
                } else {
                    words.add(each);
                }
            }
            return new Arguments(List.copyOf(words), options);
        }

        /** Whether there are as many words, and no option but these. */
        boolean fit(int count, String... known) {
            return words.size() == count && List.of(known).containsAll(options.keySet());
        }

        String option(String name, String otherwise) {
            return options.getOrDefault(name, otherwise);
        }
    }
}
