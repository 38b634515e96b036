using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baseline.Cli.Tests.Tracing;

/// <summary>Takes OTLP over HTTP on the loopback, and answers each request with success.</summary>
internal sealed class TraceReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly StringBuilder _received = new();
    private readonly Task _serving;

    public TraceReceiver()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>All that came, with what is no text left as it is.</summary>
    public string Received
    {
        get
        {
            lock (_received)
            {
                return _received.ToString();
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                using var stream = client.GetStream();
                var request = await ReadAsync(stream);
                lock (_received)
                {
                    _received.Append(request);
                }

                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // The listener was closed.
        }
        catch (ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var buffer = new byte[65536];
        var text = new StringBuilder();
        while (!IsWhole(text.ToString()))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return end > 0 && length > 0
            && request.Length - end - 4 >= int.Parse(request[(length + 16)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
