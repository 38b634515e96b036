using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.Cli.Tests;

/// <summary>One HTTP request.</summary>
/// <param name="Head">The request line and the headers, each with its line break.</param>
/// <param name="Body">The body.</param>
internal sealed record LoopbackRequest(string Head, byte[] Body)
{
    /// <summary>The request line.</summary>
    public string Line => Head.Split("\r\n")[0];
}

/// <summary>Serves HTTP on a loopback port, one request after the other, each on a connection of its own.</summary>
internal sealed partial class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    /// <summary>Begins to serve.</summary>
    /// <param name="answer">The whole answer to a request, its head included.</param>
    public LoopbackServer(Func<LoopbackRequest, byte[]> answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _listener.Dispose();
        _serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync(Func<LoopbackRequest, byte[]> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                await stream.WriteAsync(answer(await ReadAsync(stream)));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private static async Task<LoopbackRequest> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65536];
        while (true)
        {
            var count = await stream.ReadAsync(buffer);
            bytes.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = ContentLength().Match(text) is { Success: true } match
                ? int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture)
                : 0;
            if (count == 0 || (end > 0 && bytes.Count >= end + 4 + length))
            {
                return new LoopbackRequest(text[..(end + 2)], [.. bytes.Skip(end + 4)]);
            }

            if (end > 0 && text.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase) && bytes.Count == end + 4)
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
            }
        }
    }

    [GeneratedRegex(@"\r\nContent-Length: (?<length>\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
