using System.Buffers;

namespace Baseline.Arm.Client;

/// <summary>Addresses that stay on one Resource Manager, because a token goes with every request.</summary>
internal static class ArmUri
{
    // What stands in an address as it is (RFC 3986, section 2.3), and what parts its segments.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The address of a resource or list; null for a path that could mean another one, such as <c>a/../b</c>.</summary>
    public static Uri? Of(Uri endpoint, string path, string apiVersion)
    {
        if (IsPlain(path))
        {
            return new Uri($"{Base(endpoint)}{path}?api-version={Uri.EscapeDataString(apiVersion)}");
        }

        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var escaped = string.Join('/', segments.Select(Uri.EscapeDataString));
        return segments.Length == 0 || segments.Any(segment => segment is "." or "..")
            ? null
            : new Uri($"{Base(endpoint)}/{escaped}?api-version={Uri.EscapeDataString(apiVersion)}");
    }

    /// <summary>
    /// The address that a nextLink or a Location names, byte for byte: their tokens break when they are encoded again.
    /// Null when it is none, or lies on another host.
    /// </summary>
    public static Uri? Follow(Uri endpoint, string link)
    {
        var text = link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)
            ? endpoint.GetLeftPart(UriPartial.Authority) + link
            : link;
        var isClean = text.All(c => c is > ' ' and < (char)127 and not '"' and not '<' and not '>' and not '#' and not '\\');
        var isUri = isClean ? Uri.TryCreate(text, Verbatim, out var uri) : Uri.TryCreate(text, UriKind.Absolute, out uri);
        return isUri && uri is { IsAbsoluteUri: true, UserInfo: "" } && IsSameOrigin(endpoint, uri) ? uri : null;
    }

    /// <summary>Whether nothing of a path has to be escaped, put right or refused, as of nearly all.</summary>
    private static bool IsPlain(string path) =>
        path is ['/', _, ..] and not [.., '/']
        && !path.AsSpan().ContainsAnyExcept(Plain)
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/.", StringComparison.Ordinal);

    private static string Base(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase)
        && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase)
        && one.Port == other.Port;
}
