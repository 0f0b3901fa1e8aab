package io.perennial.web.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a browser says it is, in the names that people know: "Chrome · Windows". Of its version and the rest nothing is kept. */
final class DeviceName {

    /** In this order: many say that they are Chrome or Safari as well. */
    private static final Map<String, String> BROWSERS = ordered(
            "MicroMessenger", "WeChat",
            "AlipayClient", "Alipay",
            "EdgiOS", "Edge",
            "EdgA", "Edge",
            "Edg/", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser", "Samsung Internet",
            "UCBrowser", "UC",
            "MQQBrowser", "QQ",
            "HuaweiBrowser", "Huawei",
            "FxiOS", "Firefox",
            "Firefox/", "Firefox",
            "CriOS", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "HarmonyOS", "HarmonyOS",
            "Android", "Android",
            "Windows", "Windows",
            "Macintosh", "Mac",
            "CrOS", "ChromeOS",
            "Linux", "Linux");

    private DeviceName() {}

    /** Blank where nothing is known. */
    static String of(@Nullable String agent) {
        return agent == null
                ? ""
                : Stream.of(BROWSERS, SYSTEMS)
                        .flatMap(names -> names.entrySet().stream()
                                .filter(name -> agent.contains(name.getKey()))
                                .map(Map.Entry::getValue)
                                .limit(1))
                        .collect(Collectors.joining(" · "));
    }

    private static Map<String, String> ordered(String... signsAndNames) {
        var names = new LinkedHashMap<String, String>();
        for (var i = 0; i < signsAndNames.length; i += 2) {
            names.put(signsAndNames[i], signsAndNames[i + 1]);
        }
        return names;
    }
}
