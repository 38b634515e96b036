using System.Text;

namespace Baseline.TestKit.Loopback;

/// <summary>One HTTP request.</summary>
/// <param name="Head">The request line and the headers, each with its line break.</param>
/// <param name="Body">The body.</param>
public sealed record LoopbackRequest(string Head, byte[] Body)
{
    /// <summary>The method.</summary>
    public string Method => Line[0];

    /// <summary>The path and the query as they were sent.</summary>
    public string Target => Line[1];

    /// <summary>The path without the query.</summary>
    public string Path => Target.Split('?')[0];

    private string[] Line => Head.Split("\r\n")[0].Split(' ');
}

/// <summary>What a request is answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">JSON, or nothing.</param>
/// <param name="Link">The header of that name.</param>
public sealed record LoopbackAnswer(int Status, ReadOnlyMemory<byte> Body = default, string? Link = null)
{
    /// <summary>More headers, each with its line break.</summary>
    public string Headers { get; init; } = "";

    /// <summary>The media type.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>The head that goes before the body.</summary>
    public byte[] Head() => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {Status} X\r\nContent-Type: {MediaType}\r\nContent-Length: {Body.Length}\r\n"
        + (Link is null ? "" : $"Link: {Link}\r\n") + Headers + "Connection: close\r\n\r\n");
}
