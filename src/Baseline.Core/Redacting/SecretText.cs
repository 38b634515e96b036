using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.Redacting;

/// <summary>
/// Removes what lets somebody in from text that a server or a library wrote: messages end up in pull requests, logs and journals.
/// Names of secrets are known in plain text, percent-encoded any number of times, in JSON, in JSON within JSON, and in headers;
/// tokens and keys also where no name stands before them.
/// </summary>
public static partial class SecretText
{
    /// <summary>What stands where something was removed.</summary>
    public const string Removed = "REDACTED";

    private const int MostEncodings = 8;

    private static readonly SearchValues<char> EndsOfValue = SearchValues.Create("&\"'<>;,})]\\ \t\r\n");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF-");

    // Ends of names, without "_" and "-": "AZURE_CLIENT_SECRET" and "x-client-secret" are both found by "clientsecret".
    private static readonly string[] Endings =
        ["secret", "token", "password", "passwd", "passphrase", "pwd", "accountkey", "accesskey", "sharedkey", "apikey", "subscriptionkey", "privatekey"];

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "sig", "assertion", "clientassertion", "useassertion", "signature", "sharedaccesssignature", "sas",
        "xidentityheader", "identityheader", "ocpapimsubscriptionkey", "functionskey", "xfunctionskey",
    };

    // Too common in prose to be secrets anywhere else than in the query of a link: the code of a sign-in, the signature of a
    // long-running operation.
    private static readonly HashSet<string> NamesOfQuery = new(StringComparer.Ordinal) { "code", "t", "c", "s", "h" };

    /// <summary>The text without secrets.</summary>
    /// <param name="text">Any text.</param>
    public static string Hide(string text)
    {
        var named = HideNamed(text);
        named = Scheme().Replace(named, $"$1{Removed}");
        named = UserOfAddress().Replace(named, $"$1{Removed}@");
        named = WebToken().Replace(named, Removed);
        named = KnownKey().Replace(named, Removed);
        return Opaque().Replace(named, match => IsRandom(match.Value) ? Removed : match.Value);
    }

    private static string HideNamed(string text)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (Match match in NameAndSign().Matches(text))
        {
            if (match.Index < at || !IsSecret(match))
            {
                continue;
            }

            var start = match.Index + match.Length;
            var end = EndOfValue(text, start, match.Groups["sign"].Value);
            if (end > start && text.AsSpan(start, end - start) is not "null" && text[start] is not ('{' or '['))
            {
                result.Append(text, at, start - at).Append(Removed);
                at = end;
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsSecret(Match match)
    {
        var decoded = Decoded(match.Groups["name"].Value);
        var start = decoded.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(decoded[start - 1]) || decoded[start - 1] is '_' or '-'))
        {
            start--;
        }

        var name = decoded[start..].Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        var before = start > 0 ? decoded[start - 1] : match.Groups["before"].Value is { Length: > 0 } found ? found[^1] : ' ';
        return Names.Contains(name)
            || Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            || (before is '?' or '&' && NamesOfQuery.Contains(name));
    }

    /// <summary>Where a value ends: at the quotes that it began with, or at whatever can't be part of it.</summary>
    private static int EndOfValue(string text, int start, string sign)
    {
        var quote = sign[^1];
        if (quote is '"' or '\'')
        {
            var escapes = sign.Length - sign[..^1].TrimEnd('\\').Length - 1;
            return EndOfQuoted(text, start, quote, escapes);
        }

        var rest = text.AsSpan(start);
        var end = rest.IndexOfAny(EndsOfValue);
        end = end < 0 ? rest.Length : end;
        var encoded = sign.StartsWith('%') ? EncodedEnd().Match(text, start, end) : Match.Empty;
        return encoded.Success ? encoded.Index : start + end;
    }

    private static int EndOfQuoted(string text, int start, char quote, int escapes)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == quote && CountBefore(text, start, at) <= escapes)
            {
                return at - CountBefore(text, start, at);
            }
        }

        return text.Length;
    }

    private static int CountBefore(string text, int start, int at)
    {
        var count = 0;
        while (at - count > start && text[at - count - 1] == '\\')
        {
            count++;
        }

        return count;
    }

    private static string Decoded(string name)
    {
        for (var round = 0; round < MostEncodings && name.AsSpan().IndexOfAny('%', '\\') >= 0; round++)
        {
            name = JsonEscape().Replace(Uri.UnescapeDataString(name), match =>
                ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        }

        return name;
    }

    /// <summary>Whether a long run of characters is a secret rather than a name that somebody thought of.</summary>
    private static bool IsRandom(string run) =>
        run.Count(char.IsAsciiDigit) >= 4 && run.Count(char.IsAsciiLetterUpper) >= 4 && run.Count(char.IsAsciiLetterLower) >= 4
        && run.AsSpan().IndexOfAnyExcept(Hexadecimal) >= 0;

    // Begins where a name begins and repeats little within itself, so that hostile text costs no more than its length.
    [GeneratedRegex(
        """(?<![A-Za-z0-9_\-\\])(?<before>[?&]?)(?<name>(?:[A-Za-z0-9_\-]|%(?!(?:25){0,4}3[DdAa])(?:25){0,4}[0-9A-Fa-f]{2}|\\+u[0-9A-Fa-f]{4})+)(?<sign>(?:\\*["'])?\s*(?:=|:|%(?:25){0,4}3[DdAa])\s*(?:\\*["'])?)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex NameAndSign();

    [GeneratedRegex("%(?:25){0,4}(?:26|20|22|27|3[Bb]|0[AaDd])", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedEnd();

    [GeneratedRegex(@"\\+u(?<code>[0-9A-Fa-f]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex JsonEscape();

    [GeneratedRegex(
        """(\b(?:Bearer|PoP|SharedKey(?:Lite)?|(?:Basic|Negotiate|Digest)(?=(?:\s|%20|\+)+[^\s"']*[0-9=]))(?:\s|%(?:25){0,4}20|\+)+)[^\s"';,&]+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(://)[^/\s""'@?#]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserOfAddress();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,1000}(?:\.[A-Za-z0-9_-]*)+", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken();

    // The key of an account, of a namespace, the signature of a shared access signature; the secret of an application.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?![A-Za-z0-9=])|(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}",
        RegexOptions.CultureInvariant)]
    private static partial Regex KnownKey();

    [GeneratedRegex(@"[A-Za-z0-9_~.-]{64,}", RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();
}
