using System.Net.Http.Headers;
using System.Text.Json;

namespace Baseline.Cli.Hosts;

/// <summary>A request to a host.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Body">JSON; null: none.</param>
internal sealed record HostRequest(HttpMethod Method, Uri Address, byte[]? Body = null)
{
    /// <summary>The media type of the body.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>What it is for, as the user gave it: <c>the pull request 7 of contoso/logging</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What the token must be allowed for it, in the host's own words.</summary>
    public required string Permission { get; init; }

    /// <summary>
    /// Whether it may be sent again when nothing tells whether it was carried out. A POST that adds something may not: it could add
    /// two.
    /// </summary>
    public bool IsRepeatable { get; init; } = Method != HttpMethod.Post;
}

/// <summary>What a host answered; its status is one of success.</summary>
/// <param name="Content">The body.</param>
/// <param name="Headers">The headers.</param>
internal sealed record HostAnswer(JsonElement Content, HttpResponseHeaders Headers)
{
    /// <summary>The first value of a header; null where there is none.</summary>
    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
