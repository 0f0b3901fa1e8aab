package io.perennial.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads bodies as strictly as they are documented: no unknown field, no doubled field, no text where a number belongs, no
 * more bytes than allowed. Of a batch it holds one activity's tree at a time.
 */
@Component
class StrictJson {

    private static final int DEEPEST = 20;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(100_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A batch is read tree by tree; the end of the body is looked at here.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addDeserializer(BigDecimal.class, new DecimalOrText()))
            .build();

    /** What a body turned out to be. */
    sealed interface Body<T> {
        record Read<T>(T value) implements Body<T> {}

        record TooLarge<T>(int limit) implements Body<T> {}

        record Malformed<T>(long line, long column) implements Body<T> {}

        record Misfit<T>(Fault fault) implements Body<T> {}
    }

    /** @param code {@code unknown-field} or {@code wrong-type} */
    record Fault(String pointer, String code) {}

    /** @param batch whether the answer has to be a list */
    record Told(boolean batch, List<Body<ActivityBody>> activities) {}

    <T> Body<T> read(HttpServletRequest request, Class<T> type) throws IOException {
        var bytes = new Limited(request.getInputStream(), ApiLimits.BODY);
        try (var parser = json.createParser(bytes)) {
            parser.nextToken();
            var tree = json.readTree(parser);
            return parser.nextToken() == null ? bind(tree, type, "") : malformed(parser);
        } catch (JacksonException e) {
            return fault(e, bytes);
        }
    }

    /** One activity, or {@code {"activities": [ … ]}}. */
    Body<Told> readActivities(HttpServletRequest request) throws IOException {
        var bytes = new Limited(request.getInputStream(), ApiLimits.BODY);
        try (var parser = json.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return parser.currentToken() == null
                        ? malformed(parser)
                        : new Body.Misfit<>(new Fault("", "wrong-type"));
            }
            var field = parser.nextName();
            if ("activities".equals(field)) {
                bytes.limit = ApiLimits.BATCH_BODY;
                return readBatch(parser);
            }
            var tree = json.createObjectNode();
            while (field != null) {
                parser.nextToken();
                tree.set(field, json.readTree(parser));
                field = parser.nextName();
            }
            if (parser.nextToken() != null) {
                return malformed(parser);
            }
            return new Body.Read<>(new Told(false, List.of(bind(tree, ActivityBody.class, ""))));
        } catch (JacksonException e) {
            return fault(e, bytes);
        }
    }

    private Body<Told> readBatch(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return new Body.Misfit<>(new Fault("/activities", "wrong-type"));
        }
        var told = new ArrayList<Body<ActivityBody>>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var tree = json.readTree(parser);
            // Those beyond the limit are only counted: the whole batch is refused.
            told.add(
                    told.size() < io.perennial.points.EarnPoints.MOST_AT_ONCE
                            ? bind(tree, ActivityBody.class, "/activities/" + told.size())
                            : new Body.Misfit<>(new Fault("", "unread")));
        }
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            return new Body.Misfit<>(new Fault("/" + parser.currentName(), "unknown-field"));
        }
        return parser.nextToken() == null ? new Body.Read<>(new Told(true, told)) : malformed(parser);
    }

    private <T> Body<T> bind(JsonNode tree, Class<T> type, String at) {
        if (!tree.isObject()) {
            return new Body.Misfit<>(new Fault(at, "wrong-type"));
        }
        try {
            return new Body.Read<>(json.treeToValue(tree, type));
        } catch (DatabindException e) {
            return new Body.Misfit<>(new Fault(
                    at + pointer(e), e instanceof UnrecognizedPropertyException ? "unknown-field" : "wrong-type"));
        }
    }

    private static String pointer(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null
                        ? "/" + step.getIndex()
                        : "/" + step.getPropertyName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static <T> Body<T> fault(JacksonException e, Limited bytes) {
        if (bytes.exhausted != null) {
            return new Body.TooLarge<>(bytes.exhausted.limit);
        }
        var at = e.getLocation();
        return new Body.Malformed<>(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
    }

    private static <T> Body<T> malformed(JsonParser parser) {
        var at = parser.currentLocation();
        return new Body.Malformed<>(at.getLineNr(), at.getColumnNr());
    }

    private static final class TooManyBytes extends IOException {

        private static final long serialVersionUID = 1L;
        private final int limit;

        TooManyBytes(int limit) {
            super("more than " + limit + " bytes");
            this.limit = limit;
        }
    }

    private static final class Limited extends FilterInputStream {

        private int limit;
        private long count;
        private @Nullable TooManyBytes exhausted;

        Limited(InputStream in, int limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            count += Math.max(0, read);
            if (count > limit) {
                exhausted = new TooManyBytes(limit);
                throw exhausted;
            }
            return read;
        }
    }

    /** {@code 12.5} or {@code "12.50"}: a text keeps decimals out of the hands of programs that count in binary. */
    private static final class DecimalOrText extends StdDeserializer<BigDecimal> {

        private static final int LONGEST = 40;

        DecimalOrText() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken().isNumeric()) {
                return parser.getDecimalValue();
            }
            var text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
            return text.length() <= LONGEST && text.matches("-?[0-9]+(\\.[0-9]+)?")
                    ? new BigDecimal(text)
                    : (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
        }
    }
}
