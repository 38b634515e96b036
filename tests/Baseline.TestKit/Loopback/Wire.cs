using System.Globalization;
using System.Text;

namespace Baseline.TestKit.Loopback;

/// <summary>Writes answers to a connection, whole ones and parts of them.</summary>
/// <param name="stream">The connection.</param>
/// <param name="cancellationToken">Ends the writing.</param>
internal sealed class Wire(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>Ends the writing.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The begin of an answer, up to the headers that say how long its body is.</summary>
    public static string Head(int status, string type) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nConnection: close\r\n");

    /// <summary>Writes a whole answer.</summary>
    public Task SendAsync(int status, string type, string body, string headers = "") => SendRawAsync(string.Create(
        CultureInfo.InvariantCulture, $"{Head(status, type)}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}"));

    /// <summary>Writes text as it is.</summary>
    public async Task SendRawAsync(string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
