using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>BL11xx: keys and the types of their values.</summary>
internal static class ShapeDiagnostics
{
    public static Diagnostic UnknownKey(ScalarNode key, string where, IReadOnlyList<string> known, string? suggestion) =>
        key.Place.Error(
            "BL1101", "Unknown key",
            $"{Owner(where)} has no key \"{key.Text}\", so it would have no effect.",
            DidYouMean(suggestion) ?? $"Remove it, or use one of: {string.Join(", ", known)}.");

    public static Diagnostic MissingKey(Place place, string where, string key, string? example) => place.Error(
        "BL1102", "Missing key",
        $"{Owner(where)} needs the key \"{key}\".",
        example is not null ? $"Add:\n    {example}" : $"Add \"{key}\".");

    public static Diagnostic WrongType(Node node, string where, string wanted) => node.Place.Error(
        "BL1103", "Wrong type",
        $"\"{where}\" must be {wanted}, but is {node.Kind}.",
        (node, wanted) switch
        {
            (ScalarNode scalar, "text") => $"Put it in quotes: \"{scalar.Text}\".",
            (ScalarNode scalar, "a list") => $"Put it in brackets: [{scalar.Text}].",
            _ => null,
        });

    public static Diagnostic NotADocument(Node root) => root.Place.Error(
        "BL1103", "Wrong type",
        $"A document must be a map of keys and values, but this one is {root.Kind}.",
        "Start it with:\n    apiVersion: baseline/v1\n    kind: Baseline");

    public static Diagnostic NotBoolean(Node node, string where) => node.Place.Error(
        "BL1104", "Not true or false",
        $"\"{where}\" must be true or false, but is {Shown(node)}.",
        node switch
        {
            ScalarNode { IsPlain: false } scalar when PlainScalar.Boolean(scalar.Text) is not null => "Remove the quotes.",
            ScalarNode scalar when PlainScalar.OldBoolean(scalar.Text) is { } meant => $"Write {(meant ? "true" : "false")}.",
            _ => null,
        });

    public static Diagnostic NotInteger(Node node, string where) => node.Place.Error(
        "BL1105", "Not a whole number",
        $"\"{where}\" must be a whole number, but is {Shown(node)}.",
        node switch
        {
            ScalarNode { IsPlain: false } scalar when PlainScalar.Integer(scalar.Text) is not null => "Remove the quotes.",
            ScalarNode scalar when PlainScalar.Integer(scalar.Text.TrimStart('0')) is { } value => $"Write {value}.",
            _ => "Write it in digits only.",
        });

    public static Diagnostic OutOfRange(ScalarNode node, string where, string range) => node.Place.Error(
        "BL1106", "Number out of range",
        $"\"{where}\" must be {range}, but is {node.Text}.",
        "Write a number within these bounds.");

    public static Diagnostic NotAllowed(ScalarNode node, string where, IReadOnlyList<string> allowed) => node.Place.Error(
        "BL1107", "Value not allowed",
        allowed.Count == 1
            ? $"\"{where}\" can only be \"{allowed[0]}\", but is \"{node.Text}\"."
            : $"\"{where}\" must be one of {string.Join(", ", allowed.Select(value => $"\"{value}\""))}, but is \"{node.Text}\".",
        DidYouMean(Suggestions.Nearest(node.Text, allowed)) ?? (allowed.Count == 1 ? $"Write {allowed[0]}." : "Write one of these."));

    public static Diagnostic EmptyValue(Place place, string where, string wanted) => place.Error(
        "BL1108", "Empty value",
        $"\"{where}\" must be {wanted}, but is empty.",
        "Write a value, or remove the key.");

    public static Diagnostic ListedTwice(Place place, string where, string value, Place first) => place.Error(
        "BL1109", "Listed twice",
        $"\"{where}\" lists \"{value}\" already, at {first}.",
        "Remove one of them.");

    /// <summary>The owner of a key at the beginning of a sentence.</summary>
    private static string Owner(string where) => where.Length == 0 ? "The document" : $"\"{where}\"";

    private static string? DidYouMean(string? suggestion) => suggestion is null ? null : $"Did you mean \"{suggestion}\"?";

    private static string Shown(Node node) => node is ScalarNode { IsNull: false } scalar ? $"\"{scalar.Text}\"" : node.Kind;
}
