using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>BL1006 to BL1019: text that is not the YAML a document is written in.</summary>
internal static class YamlDiagnostics
{
    public static Diagnostic Invalid(Place place, string detail, string? fix) =>
        place.Error("BL1006", "Invalid YAML", detail, fix);

    public static Diagnostic TabIndent(Place place) => place.Error(
        "BL1007", "Tab in the indentation",
        "The line is indented with a tab. YAML allows only spaces, because a tab has no width of its own.",
        "Replace the tab by spaces.");

    public static Diagnostic UnsupportedVersion(Place place, string version) => place.Error(
        "BL1008", "Unsupported YAML version",
        $"The file says that it is YAML {version}; documents are YAML 1.2.",
        "Remove the %YAML line.");

    public static Diagnostic SecondDocument(Place place) => place.Error(
        "BL1009", "More than one document",
        "A second document starts here, and nothing would say which of them holds.",
        "Keep one document in a file.");

    public static Diagnostic TooDeep(Place place, int most) => place.Error(
        "BL1010", "Nesting too deep",
        $"Values are nested more than {most} levels deep here; a document needs fewer than ten.");

    public static Diagnostic TooManyValues(Place place, int most) => place.Error(
        "BL1011", "Too many values",
        FormattableString.Invariant($"The document has more than {most:N0} values up to here, ")
            + "where what an alias stands for counts each time it is used.");

    public static Diagnostic AliasInItself(Place place, string name) => place.Error(
        "BL1012", "Alias inside its own anchor",
        $"\"*{name}\" stands for a value that contains this alias, and so would never end.");

    public static Diagnostic UndefinedAlias(Place place, string name, string? suggestion) => place.Error(
        "BL1013", "Undefined alias",
        $"\"*{name}\" refers to an anchor \"&{name}\", but there is none above it in this file.",
        suggestion is null ? $"Put \"&{name}\" in front of the value that is meant." : $"Did you mean \"*{suggestion}\"?");

    public static Diagnostic UnsupportedTag(Place place, string tag) => place.Error(
        "BL1014", "Unsupported tag",
        $"The tag \"{tag}\" has no meaning in a document.",
        "Remove the tag.");

    public static Diagnostic KeyIsNotText(Place place, string kind) => place.Error(
        "BL1015", "Key is not text",
        $"A key must be plain text; this one is {kind}.",
        "Write a name, then a colon and a space.");

    public static Diagnostic DuplicateKey(Place place, string key, Place first) => place.Error(
        "BL1016", "Duplicate key",
        $"\"{key}\" stands here for the second time; it was first written at {first}. Only one of the two could hold.",
        "Remove one of them.");

    public static Diagnostic MergeWithoutMap(Place place, string kind) => place.Error(
        "BL1017", "Nothing to merge",
        $"\"<<\" takes over the keys of a map, but its value is {kind}.",
        "Write an alias of a map, as in:\n    <<: *name");
}
