using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.Cli.Tests;

/// <summary>One HTTP request.</summary>
/// <param name="Head">The request line and the headers, each with its line break.</param>
/// <param name="Body">The body.</param>
internal sealed record LoopbackRequest(string Head, byte[] Body)
{
    public string Method => Line[0];

    /// <summary>The path and the query as they were sent.</summary>
    public string Target => Line[1];

    private string[] Line => Head.Split("\r\n")[0].Split(' ');
}

/// <summary>What a request is answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">JSON, or nothing.</param>
/// <param name="Link">The header of that name.</param>
internal sealed record LoopbackAnswer(int Status, ReadOnlyMemory<byte> Body = default, string? Link = null)
{
    /// <summary>The head that goes before the body.</summary>
    public byte[] Head() => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {Status} X\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n"
        + (Link is null ? "" : $"Link: {Link}\r\n") + "Connection: close\r\n\r\n");
}

/// <summary>
/// Serves HTTP on a loopback port, each request on a connection of its own; over TLS, as <c>localhost</c>, where it is given
/// a certificate. Disposed, it throws what answering threw.
/// </summary>
internal sealed partial class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<LoopbackRequest, Task<LoopbackAnswer>> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    /// <summary>Begins to serve.</summary>
    public LoopbackServer(Func<LoopbackRequest, Task<LoopbackAnswer>> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        Address = (certificate is null ? "http://127.0.0.1:" : "https://localhost:") + ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public void Dispose()
    {
        _ending.Cancel();
        try
        {
            _serving.GetAwaiter().GetResult();
        }
        finally
        {
            _listener.Dispose();
            _ending.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                if (await ReadAsync(stream) is { } request)
                {
                    var answer = await _answer(request);
                    await stream.WriteAsync(answer.Head(), _ending.Token);
                    await stream.WriteAsync(answer.Body, _ending.Token);
                    await stream.FlushAsync(_ending.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the server does.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ending.Token);
        return stream;
    }

    /// <summary>A request; null where the client closed the connection before it had sent one.</summary>
    private async Task<LoopbackRequest?> ReadAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65536];
        while (await stream.ReadAsync(buffer, _ending.Token) is var count and > 0)
        {
            bytes.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = ContentLength().Match(text) is { Success: true } match
                ? int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture)
                : 0;
            if (end > 0 && bytes.Count >= end + 4 + length)
            {
                return new LoopbackRequest(text[..(end + 2)], [.. bytes.Skip(end + 4)]);
            }

            if (end > 0 && text.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase) && bytes.Count == end + 4)
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _ending.Token);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\r\nContent-Length: (?<length>\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
