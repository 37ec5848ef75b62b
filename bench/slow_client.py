"""Five clients that read a byte a second beside one that reads: the quick one's frame gaps (count, p50 ms, p95 ms, every loss there),
and the server's resident memory in MiB. Needs a built jar, JAVA_HOME of a JDK 25, Linux."""
import json, os, socket, subprocess, tempfile, threading, time, urllib.request as u
P=8099
srv=subprocess.Popen([os.path.join(os.environ.get('JAVA_HOME','/usr'),'bin','java'),'--enable-native-access=ALL-UNNAMED','-jar','backend/target/nn-playground.jar','--server.port=%d'%P,'--playground.access.secret-file='+os.path.join(tempfile.mkdtemp(),'secret')+''],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)
B='http://127.0.0.1:%d'%P
for i in range(60):
    try: u.urlopen(B+'/actuator/health',timeout=1); break
    except Exception: time.sleep(.5)
def call(m,p,b=None,h={}):
    return json.load(u.urlopen(u.Request(B+p,method=m,data=None if b is None else json.dumps(b).encode(),headers={'Content-Type':'application/json',**h}),timeout=30))
def rss(): return int([l for l in open('/proc/%d/status'%srv.pid) if l.startswith('VmRSS')][0].split()[1])/1024
j=call('POST','/api/v1/jobs',{'mode':'live','spec':{'task':'classification','data':{'source':'generated','generator':'circle','seed':1}}}); p='/api/v1/jobs/'+j['id']; h={'Authorization':'Bearer '+j['controlToken']}
def quick(sec):
    s=u.urlopen(B+p+'/events?maxRate=30&resolution=100',timeout=30); t=[];ep=[];end=time.time()+sec
    while time.time()<end:
        l=s.readline()
        if l.startswith(b'data:'):
            d=json.loads(l[5:])
            if 'losses' in d: t.append(time.time()); ep+=range(d['losses']['fromEpoch'],d['losses']['fromEpoch']+len(d['losses']['train']))
    g=sorted(b-a for a,b in zip(t[5:],t[6:])); return len(t),g[len(g)//2]*1e3,g[int(len(g)*.95)]*1e3, ep==list(range(ep[0],ep[0]+len(ep)))
call('POST',p+'/play',None,h); quick(3)
r0=rss(); print('alone',quick(12),'rss %.0f'%r0)
def slow():
    s=socket.create_connection(('127.0.0.1',P)); s.setsockopt(socket.SOL_SOCKET,socket.SO_RCVBUF,4096); s.sendall(('GET '+p+'/events?maxRate=60&resolution=100 HTTP/1.1\r\nHost: x\r\n\r\n').encode())
    while True:
        try: s.recv(1)
        except Exception: return
        time.sleep(1)
for i in range(5): threading.Thread(target=slow,daemon=True).start()
time.sleep(3); r1=rss(); print('with 5 slow',quick(12)); time.sleep(5); print('rss at 3 s %.0f, at 20 s %.0f'%(r1,rss())); srv.kill()
