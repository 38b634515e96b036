using Baseline.Files;

namespace Baseline.Documents;

/// <summary>What to do where the first file of a document is not there or is none, from whoever knows the command line.</summary>
/// <param name="Place">Where the file was looked for, as in "in /home/me"; null: not said.</param>
/// <param name="Missing">What to do where the file is not there.</param>
/// <param name="InsteadOf">What to do with a file that is something else; null: nothing is known.</param>
public sealed record DocumentAdvice(string? Place, Func<string> Missing, Func<ContentKind, string?> InsteadOf)
{
    /// <summary>Where nothing is known of a command line.</summary>
    public static DocumentAdvice None { get; } = new(null, () => "Name the document with --file, or create it.", _ => null);
}
