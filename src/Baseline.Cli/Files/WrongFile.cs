using Baseline.Diagnostics;
using Baseline.Files;

namespace Baseline.Cli.Files;

/// <summary>Names a file that was given in the wrong place for what it is, with the command that takes it. Pure.</summary>
public static class WrongFile
{
    /// <summary>That a file holds something else than was wanted; null where it does not, or nothing is known of it.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="wanted">What was wanted.</param>
    /// <param name="typed">The command line.</param>
    public static Diagnostic? Of(ReadOnlySpan<byte> content, string path, ContentKind wanted, TypedCommand typed)
    {
        var found = FileContent.Of(content);
        return found == ContentKind.Unknown || found == wanted
            ? null
            : new Diagnostic(
                Severity.Error,
                "BL0013",
                "Wrong kind of file",
                $"\"{path}\" is {FileContent.Name(found)}, not {FileContent.Name(wanted)}.",
                Instead(found, path, wanted, typed));
    }

    /// <summary>What to do with a file that is something else than was wanted.</summary>
    /// <param name="found">What it is.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="wanted">What was wanted.</param>
    /// <param name="typed">The command line.</param>
    public static string Instead(ContentKind found, string path, ContentKind wanted, TypedCommand typed) => (found, wanted) switch
    {
        (ContentKind.Archive, _) => $"Unpack it, and name {FileContent.Name(wanted)} that is in it.",
        (ContentKind.Plan, ContentKind.Document) when typed.Name == "apply" =>
            Type("To apply it", typed.As("apply", path).Without(TypedCommand.Document)),
        (ContentKind.Plan, ContentKind.Document or ContentKind.Estate) => Type("To show it", new TypedCommand("show", [path], [])),
        (ContentKind.Journal, ContentKind.Document) =>
            Type("To undo that run", typed.As("undo", path).Without(TypedCommand.Document, TypedCommand.Captured)),
        (ContentKind.Journal, ContentKind.Estate) =>
            Type("To undo that run", typed.As("undo", path).Without(TypedCommand.Captured, TypedCommand.Emulator)),
        (ContentKind.Journal, ContentKind.Plan) => Type("To undo that run", typed.As("undo", path).Without(TypedCommand.Captured)),
        (ContentKind.Document, ContentKind.Plan) => Type("To plan with it", typed.As("plan").With(TypedCommand.Document, path)),
        (ContentKind.Estate, ContentKind.Plan) => Type("To plan over it", Over("plan", path, typed)),
        (ContentKind.Estate, ContentKind.Document) when typed.Name == "apply" => Type(
            "To rehearse on it",
            typed.As("apply", [.. typed.Arguments]).Without(TypedCommand.Document).WithoutEstate().With(TypedCommand.Emulator, path)),
        (ContentKind.Estate, ContentKind.Document) => Type("To plan over it", Over("plan", path, typed.Without(TypedCommand.Document))),
        (_, ContentKind.Plan) => Type("To save a plan", typed.As("plan").With("--out", "plan.json")),
        (_, ContentKind.Estate) => Type(
            "To capture an estate",
            Capture(found == ContentKind.Document ? typed.With(TypedCommand.Document, path) : typed)),
        _ => "Name the baseline document: YAML that starts with \"apiVersion: baseline/v1\".",
    };

    private static TypedCommand Over(string command, string estate, TypedCommand typed) =>
        typed.As(command).WithoutEstate().With(TypedCommand.Captured, estate);

    private static TypedCommand Capture(TypedCommand typed) =>
        typed.As("snapshot").Without(TypedCommand.Captured, TypedCommand.Emulator).With("--out", "estate.json");

    private static string Type(string purpose, TypedCommand command) => $"{purpose}:\n    {command}";
}
