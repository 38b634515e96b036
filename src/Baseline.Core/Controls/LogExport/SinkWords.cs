using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>How documents and sentences speak of the kinds of destinations.</summary>
public static class SinkWords
{
    /// <summary>The kinds that a document can name, in the order in which they are used.</summary>
    public static readonly IReadOnlyList<SinkKind> Nameable = [SinkKind.StorageAccount, SinkKind.Workspace, SinkKind.EventHub];

    /// <summary>The key of <c>destination</c> that names destinations of a kind.</summary>
    public static string KeyOf(SinkKind kind) => kind switch
    {
        SinkKind.StorageAccount => "storageAccounts",
        SinkKind.Workspace => "workspace",
        SinkKind.EventHub => "eventHub",
        SinkKind.Partner => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No document names such a destination."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of destination."),
    };

    /// <summary>The noun, without an article.</summary>
    public static string NounOf(SinkKind kind) => kind switch
    {
        SinkKind.StorageAccount => "storage account",
        SinkKind.Workspace => "workspace",
        SinkKind.EventHub => "event hub",
        SinkKind.Partner => "partner service",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of destination."),
    };

    /// <summary>Nouns joined into a phrase, such as <c>storage account, workspace or event hub</c>.</summary>
    public static string AnyOf(IReadOnlyList<SinkKind> kinds)
    {
        List<string> nouns = [.. kinds.Select(NounOf)];
        return nouns.Count < 2 ? string.Concat(nouns) : $"{string.Join(", ", nouns.SkipLast(1))} or {nouns[^1]}";
    }
}
