using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Baseline.Bench;

/// <summary>
/// The same requests by the plainest client there is: .NET's HttpClient, no retries, no pacing, nothing that waits for anything
/// else. What it takes is what this machine, the server and the latency allow. It is a process of its own, as the tool is.
/// </summary>
internal static class PlainClient
{
    /// <summary>Sends the requests of a file, several at a time, and says the seconds and the processor's seconds that they took.</summary>
    /// <param name="file">A request a line: its method, its path and query, and its body, with tabs between.</param>
    /// <param name="endpoint">Where the server is.</param>
    /// <param name="parallelism">Requests in flight at once.</param>
    public static async Task<string> RunAsync(string file, string endpoint, int parallelism)
    {
        var requests = await File.ReadAllLinesAsync(file);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = parallelism };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(endpoint) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(client));
        var before = Cpu();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, async (line, token) =>
        {
            var parts = line.Split('\t');
            using var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(parts[1], UriKind.Relative));
            request.Content = parts[2].Length > 0 ? new StringContent(parts[2], new MediaTypeHeaderValue("application/json")) : null;
            using var answer = await client.SendAsync(request, token);
            using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(token), default, token);
        });
        return string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.000} {(Cpu() - before).TotalSeconds:0.000}");
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Variable("AZURE_CLIENT_ID"),
            ["client_secret"] = Variable("AZURE_CLIENT_SECRET"),
            ["scope"] = "https://management.azure.com/.default",
        });
        using var answer = await client.PostAsync(new Uri($"{Variable("AZURE_TENANT_ID")}/oauth2/v2.0/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("access_token").GetString() ?? "";
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;
}
