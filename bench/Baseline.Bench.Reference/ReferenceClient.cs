using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace Baseline.Bench.Reference;

/// <summary>How many vaults have a setting that logs them, and how many have none.</summary>
internal readonly record struct Counts(int Logged, int Unlogged);

/// <summary>
/// What a careful engineer would write to know which vaults are logged, and no more: the list of vaults of each subscription and
/// the settings of each vault, 64 requests in flight, a pacer for each subscription. No slot is held while it waits for a bucket.
/// </summary>
internal sealed class ReferenceClient : IDisposable
{
    private const int InFlight = 64;
    private const int MostTries = 20;
    private const string ListVersion = "api-version=2023-07-01";
    private const string SettingsPath = "/providers/microsoft.insights/diagnosticSettings?api-version=2021-05-01-preview";

    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _slots = new(InFlight);
    private int _logged;
    private readonly ConcurrentBag<byte[]>? _kept;
    private int _unlogged;

    public ReferenceClient(Uri endpoint, TimeProvider clock, bool keeps)
    {
        _clock = clock;
        _kept = keeps ? [] : null;
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = InFlight }) { BaseAddress = endpoint };
    }

    public async Task SignInAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Variable("AZURE_CLIENT_ID"),
            ["client_secret"] = Variable("AZURE_CLIENT_SECRET"),
            ["scope"] = "https://management.azure.com/.default",
        });
        using var answer = await _client.PostAsync(new Uri($"{Variable("AZURE_TENANT_ID")}/oauth2/v2.0/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        _client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", body.RootElement.GetProperty("access_token").GetString());
    }

    public async Task<Counts> ReadAsync(IReadOnlyList<string> subscriptions)
    {
        await Task.WhenAll(subscriptions.Select(ReadSubscriptionAsync));
        return new Counts(_logged, _unlogged);
    }

    public void Dispose()
    {
        _client.Dispose();
        _slots.Dispose();
    }

    private async Task ReadSubscriptionAsync(string subscription)
    {
        var pacer = new Pacer(_clock);
        var vaults = Channel.CreateUnbounded<string>();
        var listing = ListAsync(subscription, pacer, vaults.Writer);
        var reads = new List<Task>();
        await foreach (var vault in vaults.Reader.ReadAllAsync())
        {
            await pacer.WaitAsync();
            await _slots.WaitAsync();
            reads.Add(ReadVaultAsync(vault, pacer));
        }

        await listing;
        await Task.WhenAll(reads);
    }

    private async Task ListAsync(string subscription, Pacer pacer, ChannelWriter<string> vaults)
    {
        try
        {
            var next = $"subscriptions/{subscription}/providers/Microsoft.KeyVault/vaults?{ListVersion}";
            while (next is not null)
            {
                await pacer.WaitAsync();
                await _slots.WaitAsync();
                (var ids, next) = Answers.Page(await SendAsync(next, pacer));
                foreach (var id in ids)
                {
                    await vaults.WriteAsync(id);
                }
            }
        }
        finally
        {
            vaults.Complete();
        }
    }

    private async Task ReadVaultAsync(string vault, Pacer pacer)
    {
        var isLogged = Answers.IsLogged(await SendAsync(vault + SettingsPath, pacer));
        Interlocked.Increment(ref isLogged ? ref _logged : ref _unlogged);
    }

    /// <summary>Sends a request that has its slot and its place in the pace; both are taken anew after a refusal.</summary>
    private async Task<byte[]> SendAsync(string target, Pacer pacer)
    {
        for (var left = MostTries; ; left--)
        {
            try
            {
                using var answer = await _client.GetAsync(new Uri(target, UriKind.RelativeOrAbsolute));
                if (answer.StatusCode != HttpStatusCode.TooManyRequests || left == 1)
                {
                    answer.EnsureSuccessStatusCode();
                    var body = await answer.Content.ReadAsByteArrayAsync();
                    _kept?.Add(body);
                    return body;
                }

                pacer.Refused(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
            }
            finally
            {
                _slots.Release();
            }

            await pacer.WaitAsync();
            await _slots.WaitAsync();
        }
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
