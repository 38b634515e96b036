using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.Estates.Redaction;

/// <summary>
/// Removes what lets somebody in from text that a server or a library wrote: messages end up in pull requests, logs and journals.
/// Secrets are known by the names before them, in plain text, links, JSON and headers, percent-encoded or escaped however often;
/// tokens and keys also by what they look like.
/// </summary>
public static partial class SecretText
{
    /// <summary>What stands where something was removed.</summary>
    public const string Removed = "REDACTED";

    private static readonly SearchValues<char> EndsOfValue = SearchValues.Create("&\"'<>;,})] \t\r\n");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF-");

    // Ends of names, without "_" and "-": "AZURE_CLIENT_SECRET" and "x-client-secret" are both found by "secret".
    private static readonly string[] Endings =
    [
        "secret", "token", "password", "passwd", "passphrase", "pwd", "accountkey", "accesskey", "sharedkey", "apikey", "subscriptionkey",
        "privatekey",
    ];

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "sig", "signature", "assertion", "clientassertion", "sharedaccesssignature", "sas", "identityheader", "xidentityheader",
        "functionskey",
    };

    // Too common in prose to be secrets anywhere else than in the query of a link: the code of a sign-in, the signature of a
    // long-running operation.
    private static readonly HashSet<string> NamesOfQuery = new(StringComparer.Ordinal) { "code", "t", "c", "s", "h" };

    /// <summary>The text without secrets.</summary>
    /// <param name="text">Any text.</param>
    public static string Hide(string text)
    {
        var decoded = new DecodedText(text);
        var places = Named(decoded)
            .Concat(Regexes().SelectMany(regex => regex.Matches(decoded.Text)).Select(match => match.Groups["secret"]).Select(Range))
            .Concat(Opaque().Matches(decoded.Text).Where(match => IsRandom(match.Value)).Select(Range))
            .OrderBy(place => place.Start)
            .ToList();
        return places.Count == 0 ? text : Without(decoded, places);
    }

    private static (int Start, int End) Range(Capture capture) => (capture.Index, capture.Index + capture.Length);

    private static Regex[] Regexes() => [Scheme(), UserOfAddress(), WebToken(), KnownKey()];

    private static string Without(DecodedText decoded, List<(int Start, int End)> places)
    {
        var result = new StringBuilder(decoded.Source.Length);
        var at = 0;
        foreach (var (start, end) in places)
        {
            if (end <= at)
            {
                continue;
            }

            if (start >= at)
            {
                var from = decoded.StartOf(at);
                result.Append(decoded.Source, from, decoded.StartOf(start) - from).Append(Removed);
            }

            at = end;
        }

        return result.Append(decoded.Source.AsSpan(decoded.StartOf(at))).ToString();
    }

    private static IEnumerable<(int Start, int End)> Named(DecodedText decoded)
    {
        var text = decoded.Text;
        var done = 0;
        foreach (Match match in NameAndSign().Matches(text))
        {
            var start = match.Index + match.Length;
            if (match.Index < done || start >= text.Length || text[start] is '{' or '[' || !IsSecret(match, text))
            {
                continue;
            }

            var end = text[start - 1] is '"' or '\'' ? EndOfQuoted(decoded, start) : EndOfValue(decoded, start, match.Groups["sign"].Index);
            if (end > start && text.AsSpan(start, end - start) is not "null")
            {
                done = end;
                yield return (start, end);
            }
        }
    }

    private static bool IsSecret(Match match, string text)
    {
        var name = string.Concat(match.Groups["name"].Value.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Names.Contains(name)
            || Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            || (match.Index > 0 && text[match.Index - 1] is '?' or '&' && NamesOfQuery.Contains(name));
    }

    /// <summary>
    /// Where a value without quotes ends: at what can't be part of it, unless that is encoded more often than the name's sign.
    /// </summary>
    private static int EndOfValue(DecodedText decoded, int start, int sign)
    {
        var encodings = decoded.EncodingsOf(sign);
        for (var at = start; at < decoded.Text.Length; at++)
        {
            if (EndsOfValue.Contains(decoded.Text[at]) && decoded.EncodingsOf(at) <= encodings)
            {
                return at;
            }
        }

        return decoded.Text.Length;
    }

    /// <summary>Where a value in quotes ends: at the next quote that is escaped no more often than the first.</summary>
    private static int EndOfQuoted(DecodedText decoded, int start)
    {
        var (quote, escapes) = (decoded.Text[start - 1], decoded.EscapesOf(start - 1));
        for (var at = start; at < decoded.Text.Length; at++)
        {
            if (decoded.Text[at] == quote && decoded.EscapesOf(at) <= escapes)
            {
                return at;
            }
        }

        return decoded.Text.Length;
    }

    /// <summary>Whether a long run of characters is a secret rather than a name that somebody thought of.</summary>
    private static bool IsRandom(string run) =>
        run.Count(char.IsAsciiDigit) >= 4 && run.Count(char.IsAsciiLetterUpper) >= 4 && run.Count(char.IsAsciiLetterLower) >= 4
        && run.AsSpan().IndexOfAnyExcept(Hexadecimal) >= 0;

    // Each of these begins only where a run of its characters begins, so that hostile text costs no more than its length.
    [GeneratedRegex(
        """(?<![A-Za-z0-9_\-])(?<name>[A-Za-z0-9_\-]{1,100})["']?\s{0,8}(?<sign>[=:])\s{0,8}["']?""",
        RegexOptions.CultureInvariant)]
    private static partial Regex NameAndSign();

    [GeneratedRegex(
        """(?<![A-Za-z0-9_\-])(?:Bearer|PoP|SharedKey(?:Lite)?|(?:Basic|Negotiate|Digest)(?=[\s+]{1,8}[^\s"']{0,200}[0-9=]))"""
        + """[\s+]{1,8}(?<secret>[^\s"';,&]+)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"://(?<secret>[^/\s""'@?#]{1,200})@", RegexOptions.CultureInvariant)]
    private static partial Regex UserOfAddress();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)+)", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken();

    // The key of an account or a namespace, the signature of a shared access signature; the secret of an application.
    [GeneratedRegex(
        @"(?<secret>(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=(?![A-Za-z0-9=]))"
        + @"|(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})",
        RegexOptions.CultureInvariant)]
    private static partial Regex KnownKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{64,}", RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();
}
