using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>A request as the resource providers see it: parsed, with its body as JSON.</summary>
internal sealed record ArmCall(string Method, ResourcePath Path, string Host, JsonObject Body)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private FrozenDictionary<string, string> Query { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the caller takes for the state of the resource; null where it does not say.</summary>
    public string? IfMatch { get; private init; }

    public string PathAndQuery { get; private init; } = "";

    public string? ApiVersion => Parameter("api-version");

    public bool IsRead => Method is "GET" or "HEAD";

    public bool IsFrom(string version) => string.CompareOrdinal(ApiVersion, version) >= 0;

    public string? Parameter(string name) => Query.GetValueOrDefault(name);

    /// <summary>Null where the body is not JSON.</summary>
    public static ArmCall? Parse(ArmRequest request)
    {
        if (!TryParseBody(request.Body, out var body))
        {
            return null;
        }

        var uri = request.Uri;
        return new ArmCall(
            request.Method.ToUpperInvariant(),
            ResourcePath.Parse(uri.AbsolutePath),
            uri.GetLeftPart(UriPartial.Authority),
            body)
        {
            Query = ParseQuery(uri.Query),
            PathAndQuery = uri.PathAndQuery,
            IfMatch = request.Headers.FirstOrDefault(header => header.Key.Same("If-Match")).Value,
        };
    }

    /// <summary>The address of the page that starts at <paramref name="offset"/>, on the host that the client used.</summary>
    public string PageLink(int offset)
    {
        var token = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Path.Type}|{offset}"));
        var others = Query
            .Where(parameter => !parameter.Key.Same("api-version") && !parameter.Key.Same("$skiptoken"))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"&{parameter.Key}={Uri.EscapeDataString(parameter.Value)}");
        return $"{Host}{Path.Text}?api-version={ApiVersion}{string.Concat(others)}&$skiptoken={token}";
    }

    /// <summary>How many entries a page holds: what the caller asked for with $top, at most <paramref name="most"/>.</summary>
    public int PageSize(int most) =>
        int.TryParse(Parameter("$top"), NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0
            ? Math.Min(top, most)
            : most;

    /// <summary>Where the page starts that this call asks for.</summary>
    public int PageOffset => SkipToken.Read(Parameter("$skiptoken"));

    private static bool TryParseBody(ReadOnlyMemory<byte> body, out JsonObject parsed)
    {
        parsed = [];
        if (body.IsEmpty)
        {
            return true;
        }

        try
        {
            if (JsonNode.Parse(body.Span, null, Strict) is JsonObject node && BodyNames.Canonical(node) is { } canonical)
            {
                parsed = canonical;
                return true;
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static FrozenDictionary<string, string> ParseQuery(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            parameters[Decode(parts[0])] = parts.Length == 2 ? Decode(parts[1]) : "";
        }

        return parameters.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
