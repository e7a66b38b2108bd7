package org.ridgeless.study;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ridgeless.display.Numbers;
import org.ridgeless.sweeps.Grid;

/**
 * An option of an experiment: its name, its kind, its range, its value at each size and a sentence of help. Declared once, as
 * a static field of the experiment. Immutable.
 *
 * <pre>{@code
 * static final Option<Integer> WIDTH = Option.count("width").help("units of each hidden layer").tiny(10).teaching(100).paper(200);
 * static final Option<Double> RATE = Option.number("rate").help("step of descent").above(0).always(0.1);
 * }</pre>
 *
 * @param <T> the kind of its values
 */
public final class Option<T> {
    private final String name;
    private final String help;
    private final Function<String, T> parse;
    private final Range range;
    private final Map<Size, T> values;
    private final String reason;

    private Option(String name, String help, Function<String, T> parse, Range range, Map<Size, T> values) {
        this(name, help, parse, range, values, "");
    }

    private Option(
            String name, String help, Function<String, T> parse, Range range, Map<Size, T> values, String reason) {
        this.name = name;
        this.help = help;
        this.parse = parse;
        this.range = range;
        this.values = values;
        this.reason = reason;
    }

    /**
     * A whole number, at least 1 unless another range is given.
     *
     * @param name by which it is set
     * @return the option, without values yet
     */
    public static Option<Integer> count(String name) {
        return new Option<>(name, "", Option::whole, new Range(1, false, Integer.MAX_VALUE, false, false), Map.of());
    }

    /**
     * A finite number.
     *
     * @param name by which it is set
     * @return the option, without values yet
     */
    public static Option<Double> number(String name) {
        return new Option<>(name, "", Option::decimal, Range.FINITE, Map.of());
    }

    /**
     * Yes or no; no at every size unless given.
     *
     * @param name by which it is set
     * @return the option
     */
    public static Option<Boolean> flag(String name) {
        return new Option<>(name, "", text -> yesOrNo(name, text), Range.FINITE, Map.of()).always(false);
    }

    /**
     * Several finite numbers; the range holds for each of them.
     *
     * @param name by which it is set
     * @return the option, without values yet
     */
    public static Option<Grid> grid(String name) {
        return new Option<>(name, "", Option::numbers, Range.FINITE, Map.of());
    }

    /**
     * One of several names.
     *
     * @param name by which it is set
     * @param names what it may be
     * @return the option, without values yet
     */
    public static Option<String> choice(String name, String... names) {
        List<String> known = List.of(names);
        Function<String, String> parse = text -> {
            if (!known.contains(text)) {
                throw new IllegalArgumentException(name + " must be one of " + known + ", got " + text);
            }
            return text;
        };
        return new Option<>(name, "", parse, Range.FINITE, Map.of());
    }

    /**
     * What the option is, in a sentence without a full stop.
     *
     * @param sentence what it is
     * @return the option with it
     */
    public Option<T> help(String sentence) {
        return new Option<>(name, sentence, parse, range, values, reason);
    }

    /**
     * Values no smaller than this.
     *
     * @param low smallest value
     * @return the option with the range
     * @throws IllegalArgumentException if the end is NaN, or a value given before is out of the range
     */
    public Option<T> atLeast(double low) {
        return within(new Range(low, false, range.high(), range.openHigh(), range.even()));
    }

    /**
     * Values no larger than this.
     *
     * @param high largest value
     * @return the option with the range
     * @throws IllegalArgumentException if the end is NaN, or a value given before is out of the range
     */
    public Option<T> atMost(double high) {
        return within(new Range(range.low(), range.openLow(), high, false, range.even()));
    }

    /**
     * Values larger than this.
     *
     * @param low what values exceed
     * @return the option with the range
     * @throws IllegalArgumentException if the end is NaN, or a value given before is out of the range
     */
    public Option<T> above(double low) {
        return within(new Range(low, true, range.high(), range.openHigh(), range.even()));
    }

    /**
     * Values smaller than this.
     *
     * @param high what values stay below
     * @return the option with the range
     * @throws IllegalArgumentException if the end is NaN, or a value given before is out of the range
     */
    public Option<T> below(double high) {
        return within(new Range(range.low(), range.openLow(), high, true, range.even()));
    }

    /**
     * Multiples of two.
     *
     * @return the option with the range
     * @throws IllegalArgumentException if a value given before is odd
     */
    public Option<T> even() {
        return within(new Range(range.low(), range.openLow(), range.high(), range.openHigh(), true));
    }

    /**
     * Which assumption a value out of range would break; told with the error, without a full stop.
     *
     * @param assumption of the theorem
     * @return the option with it
     */
    public Option<T> because(String assumption) {
        return new Option<>(name, help, parse, range, values, assumption);
    }

    /**
     * The value at size tiny.
     *
     * @param value in the range
     * @return the option with it
     * @throws IllegalArgumentException if the value is out of range
     */
    public Option<T> tiny(T value) {
        return at(Size.TINY, value);
    }

    /**
     * The value at size teaching.
     *
     * @param value in the range
     * @return the option with it
     * @throws IllegalArgumentException if the value is out of range
     */
    public Option<T> teaching(T value) {
        return at(Size.TEACHING, value);
    }

    /**
     * The value at size paper.
     *
     * @param value in the range
     * @return the option with it
     * @throws IllegalArgumentException if the value is out of range
     */
    public Option<T> paper(T value) {
        return at(Size.PAPER, value);
    }

    /**
     * The same value at every size.
     *
     * @param value in the range
     * @return the option with it
     * @throws IllegalArgumentException if the value is out of range
     */
    public Option<T> always(T value) {
        return tiny(value).teaching(value).paper(value);
    }

    /** The name by which it is set. */
    public String name() {
        return name;
    }

    /** What the option is. */
    public String help() {
        return help;
    }

    /** Kind, range and help in a line, such as {@code width: units of each hidden layer, at least 1}. */
    public String describe() {
        String room = range.describe();
        return name + ": " + help + (room.isEmpty() ? "" : ", " + room);
    }

    T at(Size size) {
        T value = values.get(size);
        if (value == null) {
            throw new IllegalStateException("the option " + name + " has no value at size " + size.label());
        }
        return value;
    }

    /** The value, if it lies in the range. */
    T require(T value) {
        double[] numbers = value instanceof Number number
                ? new double[] {number.doubleValue()}
                : value instanceof Grid grid ? grid.values() : new double[0];
        if (value instanceof Grid && numbers.length == 0) {
            throw new IllegalArgumentException(name + " must hold at least one number, got none");
        }
        for (double number : numbers) {
            if (!range.holds(number)) {
                String room = range.describe();
                throw new IllegalArgumentException(name + " must be " + (room.isEmpty() ? "a finite number" : room)
                        + ", got " + shown(number) + (reason.isEmpty() ? "" : ": " + reason));
            }
        }
        return value instanceof String text ? parse.apply(text) : value;
    }

    /** This option with another range, which holds for the values that were given before, too. */
    private Option<T> within(Range other) {
        if (Double.isNaN(other.low()) || Double.isNaN(other.high())) {
            throw new IllegalArgumentException("the range of " + name + " has an end that is not a number");
        }
        Option<T> narrowed = new Option<>(name, help, parse, other, values, reason);
        values.values().forEach(narrowed::require);
        return narrowed;
    }

    /** A value as a text from which {@link #parse} makes it again, with all bits. */
    static String text(Object value) {
        return value instanceof Grid grid
                ? Arrays.stream(grid.values()).mapToObj(Double::toString).collect(Collectors.joining(", "))
                : value.toString();
    }

    private static <T> T requireNotNull(T value) {
        return java.util.Objects.requireNonNull(value, "an option needs a value");
    }

    T parse(String text) {
        try {
            return require(parse.apply(text.strip()));
        } catch (NumberFormatException e) {
            String kind = values.values().stream().anyMatch(Integer.class::isInstance) && isNumber(text)
                    ? "a whole number of at most " + Numbers.show(Integer.MAX_VALUE)
                    : "a number";
            throw new IllegalArgumentException(name + " must be " + kind + ", got " + text, e);
        }
    }

    private Option<T> at(Size size, T value) {
        EnumMap<Size, T> more = new EnumMap<>(Size.class);
        more.putAll(values);
        more.put(size, require(requireNotNull(value)));
        return new Option<>(name, help, parse, range, more, reason);
    }

    private static boolean isNumber(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** In words where the sign of a table would not do. */
    private static String shown(double number) {
        return Double.isNaN(number) ? "– (not a number)" : Numbers.show(number);
    }

    private static int whole(String text) {
        return Integer.parseInt(text.replace("_", ""));
    }

    private static double decimal(String text) {
        return Double.parseDouble(text);
    }

    private static boolean yesOrNo(String name, String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false, got " + text);
        };
    }

    private static Grid numbers(String text) {
        return Grid.of(Arrays.stream(text.split(","))
                .mapToDouble(part -> Double.parseDouble(part.strip()))
                .toArray());
    }

    @Override
    public String toString() {
        String sizes = values.entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return describe() + " (" + sizes + ")";
    }

    private record Range(double low, boolean openLow, double high, boolean openHigh, boolean even) {
        static final Range FINITE = new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true, false);

        boolean holds(double value) {
            return (openLow ? value > low : value >= low)
                    && (openHigh ? value < high : value <= high)
                    && (!even || value % 2 == 0);
        }

        String describe() {
            boolean bottomless = Double.isInfinite(low);
            boolean topless = Double.isInfinite(high) || high == Integer.MAX_VALUE;
            String from = bottomless ? "" : (openLow ? "above " : "at least ") + Numbers.tick(low);
            String to = topless ? "" : (openHigh ? "below " : "at most ") + Numbers.tick(high);
            return Stream.of(even ? "even" : "", from, to)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" and "));
        }
    }
}
